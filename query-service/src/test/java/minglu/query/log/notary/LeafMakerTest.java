package minglu.query.log.notary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import minglu.query.log.leaf.Leaf;
import minglu.query.log.merkle.Merkle;
import minglu.query.log.store.StoredEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeafMakerTest {

    private static final String ACT =
            "{\"act\":{\"unit\":\"jyj\",\"subject\":\"SQ-1\",\"id\":\"1\",\"occurredOn\":\"2021-03-01\"},\"data\":{\"unit\":\"x\"}}";

    private final LogKeys keys = new LogKeys(bytes(1), bytes(2), bytes(3));
    private final LeafMaker maker = new LeafMaker("log.example/minglu/1", null, keys);

    private static byte[] bytes(int value) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) value);
        return key;
    }

    private static StoredEvent event(
            long position, String stream, String payload, Instant recordedAt, String... metadata) {
        SortedMap<String, String> all = new TreeMap<>();
        for (int i = 0; i < metadata.length; i += 2) {
            all.put(metadata[i], metadata[i + 1]);
        }
        return new StoredEvent(
                position,
                "event-" + position,
                stream,
                "Subject",
                0,
                "minglu.api.request.RequestReceived",
                "1",
                recordedAt,
                payload.getBytes(StandardCharsets.UTF_8),
                all);
    }

    private static final Instant NOON = Instant.parse("2021-03-01T12:00:00.123Z");

    @Test
    void a_leaf_is_a_pure_function_of_event_and_keys() {
        StoredEvent event = event(7, "subject:jyj:SQ-1", ACT, NOON, "actor", "u-1", "correlationId", "c-1");

        byte[] leaf = maker.leaf(event, "").bytes();

        assertThat(new LeafMaker("log.example/minglu/1", null, keys)
                        .leaf(event, "")
                        .bytes())
                .isEqualTo(leaf);
        assertThat(new LeafMaker("log.example/minglu/1", null, new LogKeys(bytes(9), bytes(2), bytes(3)))
                        .leaf(event, "")
                        .bytes())
                .as("the signing key has no part in it")
                .isEqualTo(leaf);
        assertThat(new LeafMaker("log.example/minglu/1", null, new LogKeys(bytes(1), bytes(9), bytes(3)))
                        .leaf(event, "")
                        .bytes())
                .isNotEqualTo(leaf);
        assertThat(new LeafMaker("log.example/minglu/1", null, new LogKeys(bytes(1), bytes(2), bytes(9)))
                        .leaf(event, "")
                        .bytes())
                .isNotEqualTo(leaf);
    }

    @Test
    void a_leaf_shows_type_dates_and_pseudonyms_and_nothing_that_a_person_wrote() {
        Leaf leaf = maker.leaf(event(7, "subject:jyj:SQ-1", ACT, NOON, "actor", "u-1", "correlationId", "c-1"), "");
        String json = new String(leaf.bytes(), StandardCharsets.UTF_8);

        assertThat(leaf.index()).isEqualTo(6);
        assertThat(leaf.recordedAt()).isEqualTo("2021-03-01T12:00:00.123000Z");
        assertThat(leaf.occurredOn()).isEqualTo("2021-03-01");
        assertThat(leaf.command()).isEqualTo("c-1");
        assertThat(leaf.length()).isEqualTo(ACT.length());
        assertThat(json)
                .doesNotContain("jyj", "SQ-1", "u-1")
                .startsWith("{\"actor\":\"")
                .endsWith(",\"v\":1}");
        assertThat(leaf.unit()).matches("[0-9a-f]{32}");
        assertThat(leaf.stream()).matches("[0-9a-f]{32}").isNotEqualTo(leaf.unit());
    }

    @Test
    void the_payload_is_committed_to_with_a_salt_that_belongs_to_this_event_alone() {
        StoredEvent event = event(7, "s", ACT, NOON);
        byte[] salted = new byte[32 + event.payload().length];
        System.arraycopy(maker.salt(event.id(), 7), 0, salted, 0, 32);
        System.arraycopy(event.payload(), 0, salted, 32, event.payload().length);

        assertThat(maker.leaf(event, "").payload())
                .isEqualTo(HexFormat.of().formatHex(Merkle.sha256().digest(salted)));
        assertThat(maker.salt(event.id(), 8)).isNotEqualTo(maker.salt(event.id(), 7));
        assertThat(maker.salt("other", 7)).isNotEqualTo(maker.salt(event.id(), 7));
    }

    @Test
    void equal_units_streams_and_users_have_equal_pseudonyms_and_different_ones_different() {
        Leaf one = maker.leaf(event(1, "subject:jyj:SQ-1", ACT, NOON, "actor", "u-1"), "");
        Leaf same = maker.leaf(event(2, "subject:jyj:SQ-1", ACT, NOON, "actor", "u-1"), "");
        Leaf other = maker.leaf(event(3, "subject:wsj:SQ-1", ACT.replace("jyj", "wsj"), NOON, "actor", "u-2"), "");

        assertThat(same.unit()).isEqualTo(one.unit());
        assertThat(same.stream()).isEqualTo(one.stream());
        assertThat(same.actor()).isEqualTo(one.actor());
        assertThat(other.unit()).isNotEqualTo(one.unit());
        assertThat(other.stream()).isNotEqualTo(one.stream());
        assertThat(other.actor()).isNotEqualTo(one.actor());
    }

    @Test
    void the_time_never_falls_behind_that_of_the_leaf_before() {
        assertThat(maker.leaf(event(2, "s", ACT, NOON), "2021-03-01T11:59:59.000000Z")
                        .recordedAt())
                .isEqualTo("2021-03-01T12:00:00.123000Z");
        assertThat(maker.leaf(event(2, "s", ACT, NOON), "2021-03-01T12:00:00.124000Z")
                        .recordedAt())
                .isEqualTo("2021-03-01T12:00:00.124000Z");
    }

    @Test
    void the_first_leaf_of_a_later_epoch_commits_to_the_note_that_began_it() {
        LeafMaker second = new LeafMaker("log.example/minglu/2", "note", keys);

        assertThat(second.leaf(event(1, "s", ACT, NOON), "").previous())
                .isEqualTo(HexFormat.of().formatHex(Merkle.sha256().digest("note".getBytes(StandardCharsets.UTF_8))));
        assertThat(second.leaf(event(2, "s", ACT, NOON), "").previous()).isNull();
        assertThat(maker.leaf(event(1, "s", ACT, NOON), "").previous()).isNull();
    }

    @Test
    void metadata_are_hashed_by_name_and_not_in_the_order_they_came() {
        Map<String, String> metadata = Map.of("b", "2", "a", "1");
        String expected = HexFormat.of()
                .formatHex(Merkle.sha256().digest("{\"a\":\"1\",\"b\":\"2\"}".getBytes(StandardCharsets.UTF_8)));

        assertThat(maker.leaf(event(1, "s", ACT, NOON, "b", "2", "a", "1"), "").metadata())
                .isEqualTo(expected);
        assertThat(metadata).hasSize(2);
    }

    @Test
    void half_a_surrogate_pair_in_a_name_stops_the_notary_instead_of_becoming_a_question_mark() {
        StoredEvent event = event(1, "s", ACT, NOON, "actor", "\ud800");

        assertThatThrownBy(() -> maker.leaf(event, "")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0001',
            textBlock =
                    """
            {"act":{"unit":"a","occurredOn":"2021-01-02"}}                      | a | 2021-01-02
            {"unit":"b","validFrom":null,"definition":{"unit":"c"}}             | b | ''
            {"unit":"b","act":{"occurredOn":"2021-01-02","unit":"a"}}           | a | 2021-01-02
            {"act":{"nested":{"unit":"x"},"list":[{"unit":"y"}]},"unit":"b"}    | b | ''
            {"act":{"occurredOn":"2021-1-2"}}                                   | '' | ''
            {"act":{"occurredOn":20210102,"unit":7}}                            | '' | ''
            {"act":"text","other":[1,2,{"unit":"z"}]}                           | '' | ''
            {}                                                                  | '' | ''
            []                                                                  | '' | ''
            7                                                                   | '' | ''
            no json                                                             | '' | ''
            """)
    void unit_and_date_are_read_from_the_bytes(String payload, String unit, String occurredOn) {
        PayloadGlance glance = PayloadGlance.of(payload.getBytes(StandardCharsets.UTF_8));

        assertThat("'" + glance.unit() + "'").isEqualTo("'" + unit.replace("'", "") + "'");
        assertThat(glance.occurredOn()).isEqualTo(occurredOn.replace("'", ""));
    }
}
