/** Recording and correcting single acts. */
package minglu.portal.acts;
