/** One installation may have several nodes on one database: which this one is, and whether it may write now. */
package minglu.platform.node;
