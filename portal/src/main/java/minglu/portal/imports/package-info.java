/** Files of acts. */
package minglu.portal.imports;
