package minglu.platform.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.axoniq.axonserver.connector.AxonServerException;
import io.axoniq.axonserver.connector.ErrorCategory;
import io.grpc.Status;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.queryhandling.NoHandlerForQueryException;
import org.junit.jupiter.api.Test;

class EventStoreOutageTest {

    @Test
    void whatComesOfALostConnectionIsAnOutageHoweverItIsWrapped() {
        assertThat(EventStoreOutage.isBehind(Status.UNAVAILABLE.asRuntimeException()))
                .isTrue();
        assertThat(EventStoreOutage.isBehind(new EventStoreException(
                        "no answer",
                        new ExecutionException(new AxonServerException(ErrorCategory.OTHER, "gone", "client")))))
                .isTrue();
        assertThat(EventStoreOutage.isBehind(new CompletionException(new NoHandlerForQueryException("nobody"))))
                .isTrue();
    }

    @Test
    void aFaultOfOursIsNone() {
        assertThat(EventStoreOutage.isBehind(new IllegalStateException("ours", new NullPointerException())))
                .isFalse();
        assertThat(EventStoreOutage.isBehind(null)).isFalse();
    }
}
