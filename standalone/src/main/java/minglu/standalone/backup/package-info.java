/** Copies of a whole installation, and the way back. */
package minglu.standalone.backup;
