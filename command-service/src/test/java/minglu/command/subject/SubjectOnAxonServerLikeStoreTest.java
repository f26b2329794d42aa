package minglu.command.subject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import minglu.api.act.ActEvent;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.Test;

/** The contract of the aggregate on a store that behaves like Axon Server, and that the store does behave so. */
class SubjectOnAxonServerLikeStoreTest extends SubjectContract {

    @Override
    EventStorageEngine newStore() {
        return new InMemoryAxonServerLikeStore();
    }

    private static GenericDomainEventMessage<ActEvent> event(String stream, long sequence) {
        ActEvent event = ActEvents.recorded(Acts.received("1", "2021-03-01"), Facts.of("applicant", "enterprise"));
        return new GenericDomainEventMessage<>("Subject", stream, sequence, event);
    }

    @Test
    void aTakenOrSkippedSequenceNumberIsAConflictWithoutDetails() {
        InMemoryAxonServerLikeStore store = new InMemoryAxonServerLikeStore();
        store.appendEvents(event("a", 0));

        for (long wrong : new long[] {0, 2}) {
            assertThatThrownBy(() -> store.appendEvents(event("a", wrong)))
                    .isExactlyInstanceOf(ConcurrencyException.class)
                    .hasNoCause();
        }
        assertThatThrownBy(() -> store.appendEvents(List.of(event("b", 0), event("a", 0))))
                .isInstanceOf(ConcurrencyException.class);
        assertThat(store.lastSequenceNumberFor("b")).isEmpty();
        assertThat(store.lastSequenceNumberFor("a")).contains(0L);
    }

    @Test
    void followersMaySeeAnEventLaterThanItsAggregate() {
        InMemoryAxonServerLikeStore store = new InMemoryAxonServerLikeStore();
        store.appendEvents(event("a", 0));
        store.holdFollowersBack();
        store.appendEvents(event("a", 1));

        assertThat(store.readEvents("a").asStream()).hasSize(2);
        assertThat(store.readEvents(null, false)).hasSize(1);

        store.letFollowersCatchUp();
        assertThat(store.readEvents(null, false)).hasSize(2);
    }

    @Test
    void whatIsReadHasPassedThroughJson() {
        InMemoryAxonServerLikeStore store = new InMemoryAxonServerLikeStore();
        GenericDomainEventMessage<ActEvent> sent = event("a", 0);
        store.appendEvents(sent);

        Object read = store.readEvents("a").next().getPayload();
        assertThat(read).isEqualTo(sent.getPayload()).isNotSameAs(sent.getPayload());
    }
}
