package minglu.query.log.notary;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How the log stands on this node. */
public enum LogState {
    /** Not yet looked at. */
    STARTING,
    /** Another process holds the directory of the last signed checkpoint. */
    WAITING,
    /** Notarising again up to what was signed. */
    CATCHING_UP,
    /** Notarising; nothing is signed before every leaf has been compared with its event once. */
    VERIFYING,
    /** Notarising and signing. */
    RUNNING,
    /** Neither: something contradicts, and a person has to decide. Acts and tables go on. */
    READ_ONLY,
    /** The notary runs on another node, or was stopped. */
    AWAY;

    /** The name in the API. */
    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
