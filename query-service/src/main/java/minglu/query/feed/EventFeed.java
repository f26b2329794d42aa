package minglu.query.feed;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import minglu.api.text.TextSeal;
import minglu.query.cases.SealedTexts;
import minglu.query.log.store.StoredEvent;
import minglu.query.log.store.StoredEvents;
import org.axonframework.eventhandling.GenericDomainEventEntry;
import org.axonframework.eventsourcing.EventStreamUtils;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the history from the event store, for one reader after the other. */
class EventFeed {

    /** Events read at a time. */
    static final int CHUNK = 500;

    /** Most events looked at for one page: whoever may see few of them must not occupy the store. */
    static final int MOST_LOOKED_AT = 10_000;

    private static final byte[] NO_METADATA = {'{', '}'};

    private final StoredEvents store;
    private final Serializer serializer;
    private final EventUpcaster upcasters;
    private final SealedTexts texts;

    EventFeed(StoredEvents store, Serializer serializer, EventUpcaster upcasters, SealedTexts texts) {
        this.store = store;
        this.serializer = serializer;
        this.upcasters = upcasters;
        this.texts = texts;
    }

    /**
     * A page of the feed.
     *
     * @param events by position
     * @param position up to where the history was looked at: what comes later is found behind it
     * @param next the same while there is more, null at the end of the history
     */
    record Page(List<CloudEvent> events, long position, String next) {}

    /**
     * The events behind a position.
     *
     * @param after 0 for the beginning
     * @param limit most events of the page
     * @param units only what belongs to these units, or to none
     * @param open whether free texts are opened; else they are null
     */
    Page read(long after, int limit, Set<String> units, boolean open) {
        long head = store.head();
        long position = Math.max(0, after);
        long last = Math.min(head, position + MOST_LOOKED_AT);
        List<CloudEvent> events = new ArrayList<>();
        while (position < last && events.size() < limit) {
            List<StoredEvent> chunk = new ArrayList<>();
            store.read(position, Math.min(position + CHUNK, last), chunk::add);
            for (StoredEvent stored : chunk) {
                if (events.size() == limit) {
                    break;
                }
                add(stored, units, open, events);
                position = stored.position();
            }
        }
        return new Page(events, position, position < head ? Long.toString(position) : null);
    }

    private void add(StoredEvent stored, Set<String> units, boolean open, List<CloudEvent> events) {
        EventStreamUtils.upcastAndDeserializeDomainEvents(Stream.of(entry(stored)), serializer, upcasters)
                .forEachRemaining(event -> add(stored, event.getPayload(), units, open, events));
    }

    /** In the form in which it is stored, which may be an earlier one. Nobody looks at its metadata. */
    private static GenericDomainEventEntry<byte[]> entry(StoredEvent stored) {
        return new GenericDomainEventEntry<>(
                stored.streamType(),
                stored.stream(),
                stored.sequence(),
                stored.id(),
                stored.recordedAt(),
                stored.type(),
                stored.revision(),
                stored.payload(),
                NO_METADATA);
    }

    private void add(StoredEvent stored, Object event, Set<String> units, boolean open, List<CloudEvent> events) {
        FeedTypes.of(event)
                .filter(said -> said.unit() == null || units.contains(said.unit()))
                .ifPresent(said -> {
                    UnaryOperator<String> opening =
                            text -> open && said.owner() != null ? texts.open(said.unit(), said.owner(), text) : null;
                    unseal(said.data(), opening);
                    events.add(new CloudEvent(
                            stored.position(), said.type(), said.subject(), stored.recordedAt(), said.data()));
                });
    }

    /** Every sealed text, wherever it stands: also in the data that an amendment gives to another act. */
    private static void unseal(JsonNode node, UnaryOperator<String> opening) {
        if (node instanceof ObjectNode object) {
            for (String name : List.copyOf(object.propertyNames())) {
                JsonNode member = object.get(name);
                if (member.isString() && TextSeal.isSealed(member.stringValue())) {
                    object.put(name, opening.apply(member.stringValue()));
                } else {
                    unseal(member, opening);
                }
            }
        } else if (node instanceof ArrayNode array) {
            array.forEach(member -> unseal(member, opening));
        }
    }
}
