package minglu.verifier;

/** How a verification ends; the exit status of the program. */
enum Outcome {
    /** Every check was made and passed. */
    SOUND(0, "完整可信", "SOUND"),
    /** Something contradicts. */
    TAMPERED(1, "已被篡改", "TAMPERED"),
    /** Nothing could be judged: wrong arguments, no key, not evidence. */
    UNUSABLE(2, "输入不可用", "UNUSABLE INPUT"),
    /** Nothing contradicts, but something is missing. */
    INCOMPLETE(3, "证据不完整", "INCOMPLETE");

    private final int status;
    private final Text words;

    Outcome(int status, String zh, String en) {
        this.status = status;
        this.words = new Text(zh, en);
    }

    /** Exit status of the process, 0 to 3. */
    int status() {
        return status;
    }

    /** For people. */
    Text words() {
        return words;
    }
}
