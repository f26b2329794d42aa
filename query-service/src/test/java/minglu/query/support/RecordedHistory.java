package minglu.query.support;

import java.util.Iterator;
import minglu.query.follow.EventHistory;
import minglu.query.follow.Followed;

/** The history that a fixture recorded. */
final class RecordedHistory implements EventHistory {

    private final QueryFixture read;

    RecordedHistory(QueryFixture read) {
        this.read = read;
    }

    @Override
    public long head() {
        return read.head();
    }

    @Override
    public Reader after(long position) {
        Iterator<Followed> events = read.recorded(position).iterator();
        return new Reader() {
            @Override
            public Followed next() {
                return events.next();
            }

            @Override
            public void close() {
                // Nothing is held.
            }
        };
    }
}
