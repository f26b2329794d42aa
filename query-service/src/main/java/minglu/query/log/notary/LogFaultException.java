package minglu.query.log.notary;

/** What is stored contradicts what was notarised or signed. Nothing more may be signed until a person has looked at it. */
class LogFaultException extends RuntimeException {

    /** With a sentence that says what contradicts what. */
    LogFaultException(String message) {
        super(message);
    }
}
