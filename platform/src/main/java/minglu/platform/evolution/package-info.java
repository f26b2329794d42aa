/** How events that were stored in an earlier form are read in the present one: docs/evolving-events.md. */
package minglu.platform.evolution;
