/** The year of a department: its return, checked and submitted. */
package minglu.portal.returns;
