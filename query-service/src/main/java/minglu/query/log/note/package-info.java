/** Signed notes, checkpoints and proofs of C2SP, JDK only. */
package minglu.query.log.note;
