package minglu.standalone.history;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/** Carries a whole history between an event store and a file. */
public final class HistoryTransfer {

    private final Path file;
    private final LongConsumer progress;

    /**
     * @param file the event file
     * @param progress told the position of each event that was taken
     */
    public HistoryTransfer(Path file, LongConsumer progress) {
        this.file = file;
        this.progress = progress;
    }

    /**
     * What was carried.
     *
     * @param events number of events
     * @param sha256 of the file's lines before its trailer, hexadecimal
     * @param store where from or where to, for people
     */
    public record Carried(long events, String sha256, String store) {}

    /**
     * Writes every event of a store into the file, which must not exist.
     *
     * @throws HistoryRefusedException if there is no whole history, or the file cannot be written
     * @throws StoreUnreachableException if the store does not answer
     */
    public Carried export(StoreLocation from) {
        try (EventStore store = EventStores.open(from, false)) {
            return carried(new EventFile(file).write(each -> store.read(seen(each))), store);
        }
    }

    /**
     * Stores every event of the file. The whole file is checked before anything is written, and the store is read back in the end.
     *
     * @throws HistoryRefusedException if the file is damaged or the store not empty; nothing was written unless the message says so
     * @throws StoreUnreachableException if the store does not answer
     */
    public Carried importInto(StoreLocation to) {
        if (!Files.isRegularFile(file)) {
            throw new HistoryRefusedException("文件不存在 / There is no file " + file + ".");
        }
        EventFile events = new EventFile(file);
        // Before a database is created for it.
        events.verify(event -> {});
        try (EventStore store = EventStores.open(to, true)) {
            store.requireEmpty();
            LineFile.Trailer wanted = EventFile.trailerOf(each -> events.verify(event -> {
                store.requireKept(event);
                each.accept(event);
            }));
            store.write(each -> events.verify(seen(each)));
            LineFile.Trailer stored = EventFile.trailerOf(store::read);
            if (!stored.equals(wanted)) {
                throw new HistoryRefusedException(
                        "读回的内容不同 / " + store.name() + " gives back something else than the file" + " holds: " + stored
                                + " instead of " + wanted + ".");
            }
            return carried(wanted, store);
        }
    }

    private Consumer<StoredEvent> seen(Consumer<StoredEvent> each) {
        return event -> {
            each.accept(event);
            progress.accept(event.position());
        };
    }

    private static Carried carried(LineFile.Trailer trailer, EventStore store) {
        return new Carried(trailer.count(), trailer.sha256(), store.name());
    }
}
