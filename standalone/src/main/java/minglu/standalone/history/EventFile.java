package minglu.standalone.history;

import java.nio.file.Path;
import java.util.function.Consumer;
import minglu.standalone.history.LineFile.MalformedLineException;
import minglu.standalone.history.LineFile.Trailer;

/** A file that holds a whole history, a line per event. */
final class EventFile {

    private static final String FORMAT = "minglu-events";

    private final LineFile file;

    EventFile(Path path) {
        this.file = new LineFile(path, FORMAT);
    }

    /** Feeds events into the file. */
    @FunctionalInterface
    interface Feed {

        /** Gives every event of a history, by position, to the receiver. */
        void into(Consumer<StoredEvent> receiver);
    }

    /**
     * Writes the file.
     *
     * @throws HistoryRefusedException if there is a file of the name, or it cannot be written
     */
    Trailer write(Feed feed) {
        return file.write(line -> feed.into(event -> line.accept(EventLines.write(event))));
    }

    /** What the trailer of a file of these events would say. */
    static Trailer trailerOf(Feed feed) {
        return LineFile.trailerOf(FORMAT, line -> feed.into(event -> line.accept(EventLines.write(event))));
    }

    /**
     * Reads the file once to its end and shows each event.
     *
     * @param each sees the events before it is known whether the file is whole: nothing may be kept until this returns
     * @return the trailer, which is right
     * @throws HistoryRefusedException if the file is damaged, cut off, or none of ours
     */
    Trailer verify(Consumer<StoredEvent> each) {
        return file.verify((line, number) -> {
            StoredEvent event = EventLines.read(line);
            if (event.position() != number) {
                throw new MalformedLineException("position " + event.position() + " follows " + (number - 1));
            }
            each.accept(event);
        });
    }
}
