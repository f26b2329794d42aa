/** One process with everything, and the command line {@code minglu}; composition only. */
package minglu.standalone;
