package minglu.query.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import minglu.api.act.ActStamp;
import minglu.api.document.DocumentKind;
import minglu.api.reporting.ReportPublished;
import minglu.api.reporting.ReturnWithdrawn;
import minglu.api.reporting.SignOff;
import minglu.api.request.Applicant;
import minglu.api.request.RequestChannel;
import minglu.api.request.RequestReceived;
import minglu.api.series.ChargeCollected;
import minglu.api.series.OpeningStockClaimed;
import minglu.api.text.TextSeal;
import minglu.api.unit.UnitKind;
import minglu.query.log.store.StoredEvent;
import minglu.query.log.store.StoredEvents;
import minglu.query.support.Acts;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.axonframework.serialization.upcasting.event.IntermediateEventRepresentation;
import org.axonframework.serialization.upcasting.event.SingleEventUpcaster;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.node.ObjectNode;

/** What the feed shows to whom. */
class EventFeedTest {

    private static final String SEALED = TextSeal.seal(new byte[32], "jyj SQ-1", "关于校车");
    private static final SignOff SIGN_OFF = new SignOff("id", "user", "reviewer", SEALED);
    private static final Set<String> ALL = Set.of("jyj", "gaj", "district");

    private final Store store = new Store();
    private final EventFeed feed = new EventFeed(
            store, store.serializer, new Rename(), (unit, subject, text) -> "opened for " + unit + " " + subject);

    /** An upcaster: what was once stored as a form of its own is a withdrawal. */
    private static final class Rename extends SingleEventUpcaster {

        private static final SimpleSerializedType OLD = new SimpleSerializedType("minglu.api.reporting.TakenBack", "1");

        @Override
        protected boolean canUpcast(IntermediateEventRepresentation event) {
            return event.getType().equals(OLD);
        }

        @Override
        protected IntermediateEventRepresentation doUpcast(IntermediateEventRepresentation event) {
            return event.upcastPayload(
                    new SimpleSerializedType(ReturnWithdrawn.class.getName(), "1"), ObjectNode.class, payload -> {
                        payload.set("year", payload.remove("on"));
                        return payload;
                    });
        }
    }

    /** Events as bytes, as the event store keeps them. */
    private static final class Store implements StoredEvents {

        private final Jackson3Serializer serializer = Jackson3Serializer.builder()
                .jsonMapperBuilderCustomizer(mapper -> mapper.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                        .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES))
                .build();
        private final List<StoredEvent> events = new ArrayList<>();

        void add(Object event) {
            SerializedObject<byte[]> written = serializer.serialize(event, byte[].class);
            add(written.getType().getName(), written.getType().getRevision(), written.getData());
        }

        void add(String type, String revision, byte[] payload) {
            long position = events.size() + 1L;
            events.add(new StoredEvent(
                    position,
                    "event-" + position,
                    "stream",
                    "type",
                    0,
                    type,
                    revision,
                    Instant.parse("2024-01-01T00:00:00.000001Z").plusSeconds(position),
                    payload,
                    new TreeMap<>()));
        }

        @Override
        public void read(long after, long until, Consumer<StoredEvent> reader) {
            events.subList((int) after, (int) until).forEach(reader);
        }

        @Override
        public long head() {
            return events.size();
        }

        @Override
        public long count(long after, long until) {
            return Math.min(until, events.size()) - after;
        }
    }

    private void history() {
        store.add(Acts.unit("jyj", UnitKind.DEPARTMENT, "district", 2021));
        store.add(new RequestReceived(
                new ActStamp("jyj", "SQ/1", "1", LocalDate.of(2021, 3, 1), SEALED, false, "digest"),
                new RequestReceived.Data(Applicant.ENTERPRISE, RequestChannel.MAIL, SEALED, null, null, null),
                Acts.facts("applicant", "enterprise")));
        store.add(new OpeningStockClaimed("jyj", DocumentKind.NORMATIVE, "WJ-1"));
        store.add(new ChargeCollected(
                new ActStamp("gaj", "S", "1", LocalDate.of(2021, 3, 1), null, false, "digest"),
                new ChargeCollected.Data(new java.math.BigDecimal("380.50"), null),
                Acts.facts("fen", "38050")));
        store.add(Acts.amended(
                "jyj",
                "SQ/1",
                "2",
                "1",
                LocalDate.of(2021, 3, 2),
                Map.of("title", SEALED, "channel", "fax"),
                List.of(),
                List.of()));
        store.add(new ReturnWithdrawn("jyj", 2021, SIGN_OFF));
        store.add(new ReportPublished("district", 2021, 1, SIGN_OFF, null));
    }

    @Test
    void an_event_that_was_stored_in_an_earlier_form_is_told_in_the_present_one() {
        store.add(
                "minglu.api.reporting.TakenBack",
                "1",
                "{\"unit\":\"jyj\",\"on\":2021,\"signOff\":{\"id\":\"i\",\"by\":\"u\",\"role\":\"reviewer\"}}"
                        .getBytes(StandardCharsets.UTF_8));

        CloudEvent told = feed.read(0, 100, ALL, false).events().get(0);

        assertThat(told.type()).isEqualTo("cn.minglu.return.withdrawn");
        assertThat(told.subject()).isEqualTo("jyj/2021");
    }

    @Test
    void events_are_cloud_events_and_texts_are_closed_unless_asked_for() {
        history();

        EventFeed.Page page = feed.read(0, 100, ALL, false);

        assertThat(page.events())
                .extracting(CloudEvent::id, CloudEvent::type, CloudEvent::subject)
                .extracting(Object::toString)
                .containsExactly(
                        "(\"1\", \"cn.minglu.unit.defined\", \"jyj\")",
                        "(\"2\", \"cn.minglu.act.request-received\", \"jyj/SQ/1\")",
                        "(\"4\", \"cn.minglu.act.charge-collected\", \"gaj/S\")",
                        "(\"5\", \"cn.minglu.act.act-amended\", \"jyj/SQ/1\")",
                        "(\"6\", \"cn.minglu.return.withdrawn\", \"jyj/2021\")",
                        "(\"7\", \"cn.minglu.report.published\", \"district/2021\")");
        assertThat(page.events().get(1).data().toString())
                .isEqualTo("{\"unit\":\"jyj\",\"subject\":\"SQ/1\",\"id\":\"1\",\"type\":\"request-received\","
                        + "\"occurredOn\":\"2021-03-01\",\"data\":{\"applicant\":\"enterprise\",\"channel\":\"mail\","
                        + "\"title\":null},\"reason\":null,\"late\":false}");
        assertThat(page.events().get(2).data().at("/data/amountYuan").stringValue())
                .isEqualTo("380.50");
        assertThat(page.events().get(1).time()).isEqualTo(Instant.parse("2024-01-01T00:00:02.000001Z"));
        assertThat(page.events().toString()).doesNotContain("sealed:", "opened");
        assertThat(page.position()).isEqualTo(7);
        assertThat(page.next()).isNull();
    }

    @Test
    void texts_are_opened_for_who_asks_and_those_of_sign_off_never() {
        history();

        String events = feed.read(0, 100, ALL, true).events().toString();

        assertThat(events).contains("opened for jyj SQ/1").doesNotContain("sealed:");
        assertThat(events.split("opened for", -1)).hasSize(4);
    }

    @Test
    void what_belongs_to_other_units_is_passed_over() {
        history();

        assertThat(feed.read(0, 100, Set.of("gaj"), true).events())
                .extracting(CloudEvent::id)
                .containsExactly("4");
        assertThat(feed.read(0, 100, Set.of(), true).events()).isEmpty();
        assertThat(feed.read(0, 100, Set.of(), true).position()).isEqualTo(7);
    }

    @Test
    void pages_follow_one_another_without_loss_and_the_last_one_says_so() {
        history();

        List<String> ids = new ArrayList<>();
        EventFeed.Page page = feed.read(0, 2, ALL, false);
        while (page.next() != null) {
            page.events().forEach(event -> ids.add(event.id()));
            page = feed.read(Long.parseLong(page.next()), 2, ALL, false);
        }
        page.events().forEach(event -> ids.add(event.id()));

        assertThat(ids).containsExactly("1", "2", "4", "5", "6", "7");
        assertThat(feed.read(7, 2, ALL, false)).isEqualTo(new EventFeed.Page(List.of(), 7, null));
        assertThat(feed.read(1000, 2, ALL, false).events()).isEmpty();
    }

    @Test
    void who_may_see_little_gets_short_pages_and_goes_on_from_there() {
        IntStream.range(0, EventFeed.MOST_LOOKED_AT + 5)
                .forEach(i -> store.add(Acts.unit("gaj", UnitKind.DEPARTMENT, "district", 2021)));
        store.add(Acts.unit("jyj", UnitKind.DEPARTMENT, "district", 2021));

        EventFeed.Page first = feed.read(0, 100, Set.of("jyj"), false);

        assertThat(first.events()).isEmpty();
        assertThat(first.next()).isEqualTo(String.valueOf(EventFeed.MOST_LOOKED_AT));
        assertThat(feed.read(Long.parseLong(first.next()), 100, Set.of("jyj"), false)
                        .events())
                .hasSize(1);
    }
}
