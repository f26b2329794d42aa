/** Carries a whole history from one event store to another through a file: docs/event-file.md. */
package minglu.standalone.history;
