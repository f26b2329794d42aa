/**
 * A second implementation of docs/evidence-format.md, from the other side: it writes evidence, and forges it. It shares no
 * code with the verifier, so that a misreading of the page in one of them shows.
 */
package minglu.evidence;
