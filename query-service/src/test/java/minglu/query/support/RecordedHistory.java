package minglu.query.support;

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
        return new Reader() {

            private long reached = position;

            @Override
            public Followed next() {
                return read.recorded(++reached);
            }

            @Override
            public void close() {
                // Nothing is held.
            }
        };
    }
}
