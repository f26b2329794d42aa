package minglu.query.rebuild;

import java.util.concurrent.atomic.AtomicBoolean;
import minglu.query.follow.EventHistory;
import minglu.query.follow.Followed;

/** A history that fails at position 100 while it is told to. */
record FailingHistory(EventHistory recorded, AtomicBoolean fails) implements EventHistory {

    @Override
    public long head() {
        return recorded.head();
    }

    @Override
    public Reader after(long position) {
        Reader reader = recorded.after(position);
        return new Reader() {
            @Override
            public Followed next() {
                Followed event = reader.next();
                if (fails.get() && event.position() == 100) {
                    throw new IllegalStateException("the store fails at 100");
                }
                return event;
            }

            @Override
            public void close() {
                reader.close();
            }
        };
    }
}
