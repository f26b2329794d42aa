/**
 * The inspector's offline verifier: reads what Minglu hands out as proof and judges it from the bytes alone.
 *
 * <p>It is written from docs/evidence-format.md and stands on the JDK only. It shares no code with the services, so that a
 * fault of theirs cannot hide in it, and it speaks to no server.
 */
package minglu.verifier;
