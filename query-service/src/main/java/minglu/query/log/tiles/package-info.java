/** Tiles and bundles of entries of C2SP tlog-tiles, JDK only. */
package minglu.query.log.tiles;
