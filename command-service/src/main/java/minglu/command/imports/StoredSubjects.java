package minglu.command.imports;

import java.util.Optional;
import minglu.command.subject.History;

/** What the store knows of subjects, for a dry run. */
interface StoredSubjects {

    /**
     * A subject as stored.
     *
     * @param history its acts
     * @param events how many events its stream holds; their sequence numbers begin with 0
     */
    record Stored(History history, long events) {}

    /** Folds a stream; an unknown one is empty. */
    Stored fold(String stream);

    /** The position of a stored event; empty while it is not known. */
    Optional<Long> position(String stream, long sequence);
}
