/** query-service as a process of its own; composition only. */
package minglu.queryservice;
