/** command-service as a process of its own; composition only. */
package minglu.commandservice;
