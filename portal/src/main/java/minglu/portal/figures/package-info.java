/** The statutory tables and what stands behind their cells. */
package minglu.portal.figures;
