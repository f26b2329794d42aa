package minglu.query.follow;

import static org.assertj.core.api.Assertions.assertThat;

import minglu.api.series.TrainingHeld;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.GenericTrackedEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.UnknownSerializedType;
import org.junit.jupiter.api.Test;

class FollowedTest {

    private static TrackedEventMessage<?> tracked(Object payload) {
        return new GenericTrackedEventMessage<>(
                new GlobalSequenceTrackingToken(6), new GenericEventMessage<>(payload, MetaData.with("actor", "u-1")));
    }

    @Test
    void an_event_comes_with_its_position_and_its_user() {
        Followed followed = Followed.of(tracked("payload"));

        assertThat(followed.position()).isEqualTo(7);
        assertThat(followed.actor()).isEqualTo("u-1");
        assertThat(followed.payload()).isEqualTo("payload");
    }

    @Test
    void an_event_of_an_unknown_type_is_told_by_its_name() {
        Followed followed = Followed.of(tracked(new UnknownSerializedType(
                null, new SimpleSerializedObject<>(new byte[0], byte[].class, "minglu.api.Unheard", "1"))));

        assertThat(followed.payload())
                .isEqualTo(new Parked(
                        null, "minglu.api.Unheard", "this version knows no event of type minglu.api.Unheard"));
    }

    @Test
    void an_event_that_cannot_be_read_is_told_by_its_type_and_not_by_its_content() {
        TrackedEventMessage<?> unreadable =
                new GenericTrackedEventMessage<>(
                        new GlobalSequenceTrackingToken(6), new GenericEventMessage<Object>("payload")) {
                    @Override
                    public Object getPayload() {
                        throw new SerializationException("cannot read the content of the event");
                    }

                    @Override
                    @SuppressWarnings("unchecked")
                    public Class<Object> getPayloadType() {
                        return (Class<Object>) (Class<?>) TrainingHeld.class;
                    }
                };

        Followed followed = Followed.of(unreadable);

        assertThat(followed.position()).isEqualTo(7);
        assertThat(followed.payload()).isInstanceOfSatisfying(Parked.class, parked -> {
            assertThat(parked.type()).isEqualTo(TrainingHeld.class.getName());
            assertThat(parked.cause()).contains(TrainingHeld.class.getName()).doesNotContain("content");
        });
    }
}
