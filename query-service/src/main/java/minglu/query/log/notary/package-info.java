/** Writes the leaves, signs the tree, and stops when something contradicts. */
package minglu.query.log.notary;
