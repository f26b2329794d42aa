package minglu.benchmarks;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import minglu.api.act.Act;
import minglu.api.act.ActEvent;
import minglu.api.act.ActForm;
import minglu.api.document.DocumentKind;
import minglu.api.ledger.Poster;
import minglu.api.ledger.Posting;
import minglu.api.unit.UnitDefinition;
import minglu.api.unit.UnitKind;
import minglu.command.intake.ActJson;
import minglu.command.request.RequestSettings;
import minglu.command.subject.Gates;
import minglu.command.subject.History;
import minglu.command.subject.UnitView;
import minglu.query.log.merkle.Merkle;
import minglu.query.log.notary.LeafMaker;
import minglu.query.log.notary.LogKeys;
import minglu.query.log.store.StoredEvent;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import tools.jackson.databind.json.JsonMapper;

/** The pure parts of the life of an act, each alone, in microseconds: what of the time of an act could be saved by better code. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class HotParts {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final LocalDate TODAY = LocalDate.of(2024, 6, 30);

    private byte[] row;
    private Gates gates;
    private Act act;
    private ActEvent event;
    private LeafMaker leaves;
    private StoredEvent stored;

    /** An application received, and what becomes of it. */
    @Setup
    public void prepare() {
        row = ("{\"unit\":\"jyj\",\"subject\":\"SQ-2024-000001\",\"id\":\"1\",\"type\":\"request-received\","
                        + "\"occurredOn\":\"2024-03-01\",\"data\":{\"applicant\":\"natural-person\",\"channel\":\"online\"}}")
                .getBytes(StandardCharsets.UTF_8);
        gates = new OpenGates();
        act = read();
        event = decide();
        leaves = new LeafMaker("benchmark", null, new LogKeys(key(1), key(2), key(3)));
        stored = new StoredEvent(
                1,
                "0190b6a4-0000-7000-8000-000000000001",
                "jyj/SQ-2024-000001",
                "Subject",
                0,
                event.getClass().getName(),
                "1.0",
                Instant.parse("2024-03-01T08:00:00Z"),
                serialise(),
                new TreeMap<>(Map.of("actor", "u-1", "correlationId", "0190b6a4-0000-7000-8000-000000000002")));
    }

    private static byte[] key(int filling) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) filling);
        return key;
    }

    /** A row of a file becomes an act. */
    @Benchmark
    public Act read() {
        return ActForm.parse(ActJson.read(row));
    }

    /** The first act of a subject is decided. */
    @Benchmark
    public ActEvent decide() {
        return new History().decide(act, gates, TODAY).event();
    }

    /** An event becomes the bytes that are stored. */
    @Benchmark
    public byte[] serialise() {
        return JSON.writeValueAsBytes(event);
    }

    /** An event becomes postings. */
    @Benchmark
    public List<Posting> post() {
        return Poster.post(event);
    }

    /** A stored event becomes the hash of its leaf. */
    @Benchmark
    public byte[] leafHash() {
        return Merkle.leafHash(leaves.leaf(stored, "").bytes());
    }

    /** One department, no year closed. */
    private static final class OpenGates implements Gates {

        private final UnitView unit =
                new UnitView("jyj", new UnitDefinition("教育局", UnitKind.DEPARTMENT, "district", 2021, null, null));

        @Override
        public UnitView recordingUnit(String code, int year) {
            return unit;
        }

        @Override
        public boolean openingStockIsCounted(String code, DocumentKind kind) {
            return false;
        }

        @Override
        public boolean isIssuedBeforeReporting(String code, String document) {
            return false;
        }

        @Override
        public Optional<String> closedBy(String code, int year) {
            return Optional.empty();
        }

        @Override
        public RequestSettings requests() {
            return RequestSettings.DEFAULT;
        }
    }
}
