package minglu.query.log.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.google.protobuf.ByteString;
import io.axoniq.axonserver.connector.event.EventChannel;
import io.axoniq.axonserver.connector.event.EventStream;
import io.axoniq.axonserver.grpc.MetaDataValue;
import io.axoniq.axonserver.grpc.SerializedObject;
import io.axoniq.axonserver.grpc.event.Event;
import io.axoniq.axonserver.grpc.event.EventWithToken;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The raw events of Axon Server's connector; the server itself is not needed for what is read of them. */
class AxonServerStoredEventsTest {

    private final EventChannel channel = mock(EventChannel.class);
    private final AxonServerStoredEvents events = new AxonServerStoredEvents(() -> channel);
    private final List<Long> opened = new ArrayList<>();
    private long first = 0;

    @BeforeEach
    void aServerWithFiveEvents() throws InterruptedException {
        when(channel.getFirstToken()).thenAnswer(asked -> CompletableFuture.completedFuture(first));
        when(channel.getLastToken()).thenReturn(CompletableFuture.completedFuture(4L));
        when(channel.openStream(anyLong(), anyInt())).thenAnswer(asked -> {
            long after = asked.getArgument(0);
            opened.add(after);
            Deque<EventWithToken> left = new ArrayDeque<>();
            for (long token = after + 1; token < 5; token++) {
                left.add(EventWithToken.newBuilder()
                        .setToken(token)
                        .setEvent(event(token))
                        .build());
            }
            EventStream stream = mock(EventStream.class);
            when(stream.nextIfAvailable(anyLong(), org.mockito.ArgumentMatchers.any()))
                    .thenAnswer(next -> left.poll());
            when(stream.getError()).thenReturn(Optional.empty());
            return stream;
        });
    }

    private static Event event(long token) {
        return Event.newBuilder()
                .setMessageIdentifier("event-" + token)
                .setAggregateIdentifier("subject:jyj:" + token)
                .setAggregateType(token == 3 ? "" : "Subject")
                .setAggregateSequenceNumber(token)
                .setTimestamp(1_700_000_000_123L + token)
                .setPayload(SerializedObject.newBuilder()
                        .setType("minglu.api.X")
                        .setRevision(token == 3 ? "" : "1")
                        .setData(ByteString.copyFromUtf8("{\"n\":" + token + "}")))
                .putMetaData(
                        "actor", MetaDataValue.newBuilder().setTextValue("u-1").build())
                .putMetaData(
                        "count", MetaDataValue.newBuilder().setNumberValue(7).build())
                .build();
    }

    private List<StoredEvent> read(long after, long until) {
        List<StoredEvent> read = new ArrayList<>();
        events.read(after, until, read::add);
        return read;
    }

    @Test
    void a_position_is_the_token_and_one_and_the_bytes_are_those_of_the_store() {
        List<StoredEvent> read = read(0, 5);

        assertThat(opened).containsExactly(-1L);
        assertThat(read).extracting(StoredEvent::position).containsExactly(1L, 2L, 3L, 4L, 5L);
        StoredEvent second = read.get(1);
        assertThat(second.payload()).asString().isEqualTo("{\"n\":1}");
        assertThat(second.stream()).isEqualTo("subject:jyj:1");
        assertThat(second.streamType()).isEqualTo("Subject");
        assertThat(second.sequence()).isEqualTo(1);
        assertThat(second.revision()).isEqualTo("1");
        assertThat(second.recordedAt()).isEqualTo(Instant.ofEpochMilli(1_700_000_000_124L));
        assertThat(second.metadata())
                .containsEntry("actor", "u-1")
                .containsEntry("count", "7")
                .hasSize(2);
        assertThat(read.get(3).streamType())
                .as("an event without a stream is one of its own")
                .isNull();
        assertThat(read.get(3).stream()).isEqualTo("event-3");
        assertThat(read.get(3).revision()).isNull();
    }

    @Test
    void only_what_is_wanted_is_given() {
        assertThat(read(2, 4)).extracting(StoredEvent::position).containsExactly(3L, 4L);
        assertThat(read(4, 4)).isEmpty();
        assertThat(events.head()).isEqualTo(5);
        assertThat(events.count(0, 3)).isEqualTo(3);
        assertThat(events.count(2, 9)).isEqualTo(3);
        assertThat(events.count(7, 9)).isZero();
        assertThat(events.latest(1, 4)).contains(Instant.ofEpochMilli(1_700_000_000_126L));
        assertThat(events.latest(4, 4)).isEmpty();
    }

    @Test
    void who_reads_on_from_where_the_last_one_ended_reads_on_from_the_same_stream() {
        assertThat(read(0, 2)).hasSize(2);
        assertThat(read(2, 3)).hasSize(1);
        assertThat(read(0, 1)).extracting(StoredEvent::position).containsExactly(1L);
        assertThat(read(3, 5)).extracting(StoredEvent::position).containsExactly(4L, 5L);

        assertThat(opened).as("the one that is furthest is kept").containsExactly(-1L, -1L);
    }

    @Test
    void a_server_that_gives_no_event_in_time_is_a_failure_and_no_end() {
        assertThatThrownBy(() -> read(0, 6))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("position 5");
    }

    @Test
    void a_context_whose_beginning_was_removed_is_refused() {
        first = 2;

        assertThatThrownBy(() -> read(0, 5))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("token 2");
    }
}
