/** Starts and stops everything that one process serves. */
package minglu.standalone.serve;
