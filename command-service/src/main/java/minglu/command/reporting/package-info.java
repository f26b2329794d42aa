/** Sign-off: returns of units, reports of units and nodes, and the years they close (contract section 5). */
package minglu.command.reporting;
