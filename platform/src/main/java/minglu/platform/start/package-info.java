/** How a service starts as a process of its own. */
package minglu.platform.start;
