package minglu.command.imports;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import minglu.api.act.Act;
import minglu.api.act.ActEvent;
import minglu.api.act.ActForm;
import minglu.api.act.Identifiers;
import minglu.api.document.DocumentKind;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.RefusedException;
import minglu.api.series.ClaimOpeningStock;
import minglu.api.series.OpeningStockClaimed;
import minglu.api.unit.UnitDefinition;
import minglu.api.unit.UnitKind;
import minglu.command.intake.ActReceipt;
import minglu.command.request.RequestSettings;
import minglu.command.subject.Gates;
import minglu.command.subject.History;
import minglu.command.subject.OpeningClaims;
import minglu.command.subject.UnitView;
import minglu.platform.access.Caller;

/**
 * The write side in memory: the real rules over lists of events, decided on several threads that take different time. Unit
 * {@code jyj} reports from 2021, {@code gaj} from 2022; {@code qu} is a government; a caller of a unit records for it only.
 */
final class FakeIntake implements RowIntake, StoredSubjects, Gates, AutoCloseable {

    static final LocalDate TODAY = LocalDate.of(2022, 12, 31);

    private static final int THREADS = 8;

    private final Map<String, List<Object>> streams = new HashMap<>();
    private final Map<String, Long> positions = new HashMap<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final Random random = new Random(7);
    final AtomicInteger inFlight = new AtomicInteger();
    final AtomicInteger mostInFlight = new AtomicInteger();
    final List<String> order = new ArrayList<>();
    final Set<String> closed = new HashSet<>();
    volatile boolean away;
    /** So many receipts come without a position, as on Axon Server when its index is late. */
    final AtomicInteger lateReceipts = new AtomicInteger();

    private long position;

    @Override
    public void checkScope(Caller caller, Act act) {
        if (caller.unit() != null && !caller.unit().equals(act.unit())) {
            throw new RefusedException(ProblemCode.FORBIDDEN, "not a row of " + caller.unit());
        }
    }

    @Override
    public List<Act> sealAll(List<Act> plain) {
        return plain.stream().map(this::withDigest).toList();
    }

    @Override
    public CompletableFuture<ActReceipt> submit(Act sealed, Caller caller) {
        mostInFlight.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
        int work = random.nextInt(2000);
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        for (int i = 0; i < work; i++) {
                            Thread.onSpinWait();
                        }
                        return record(sealed);
                    } finally {
                        inFlight.decrementAndGet();
                    }
                },
                threads);
    }

    @Override
    public Act withDigest(Act plain) {
        String digest = Integer.toHexString(
                new String(ActForm.normalisedContent(plain).getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8)
                        .hashCode());
        return new Act(
                plain.unit(),
                plain.subject(),
                plain.id(),
                plain.type(),
                plain.occurredOn(),
                plain.data(),
                plain.reason(),
                plain.late(),
                digest);
    }

    /** Years in {@link #closed} are closed, as {@code jyj/2021}. */
    @Override
    public Optional<String> closedBy(String unit, int year) {
        return closed.contains(unit + "/" + year) ? Optional.of(unit) : Optional.empty();
    }

    private synchronized ActReceipt record(Act act) {
        if (away) {
            throw new RefusedException(ProblemCode.UNAVAILABLE, "the store is away");
        }
        if (act.id().startsWith("fault")) {
            throw new IllegalStateException("a fault of ours");
        }
        order.add(act.unit() + " " + act.subject() + " " + act.id());
        String stream = Identifiers.subjectStream(act.unit(), act.subject());
        Stored stored = fold(stream);
        History.Decision decision = stored.history().decide(act, this, TODAY);
        boolean duplicate = decision.event() == null;
        if (!duplicate) {
            OpeningClaims.of(decision.event(), reportingFrom(act.unit())).forEach(claim -> {
                if (fold(claim.stream()).history().decideClaim(claim)) {
                    append(claim.stream(), new OpeningStockClaimed(claim.unit(), claim.kind(), claim.document()));
                }
            });
            append(stream, decision.event());
        }
        long sequence = duplicate ? decision.firstSequence() : stored.events();
        return new ActReceipt(
                act.unit(),
                act.subject(),
                act.id(),
                lateReceipts.getAndUpdate(left -> Math.max(0, left - 1)) > 0
                        ? null
                        : position(stream, sequence).orElseThrow(),
                null,
                duplicate);
    }

    private void append(String stream, Object event) {
        List<Object> events = streams.computeIfAbsent(stream, absent -> new ArrayList<>());
        positions.put(stream + "#" + events.size(), ++position);
        events.add(event);
    }

    @Override
    public synchronized Stored fold(String stream) {
        History history = new History();
        List<Object> events = streams.getOrDefault(stream, List.of());
        for (int i = 0; i < events.size(); i++) {
            if (events.get(i) instanceof ActEvent event) {
                history.evolve(event, i);
            } else {
                history.evolve((OpeningStockClaimed) events.get(i));
            }
        }
        return new Stored(history, events.size());
    }

    @Override
    public synchronized Optional<Long> position(String stream, long sequence) {
        return Optional.ofNullable(positions.get(stream + "#" + sequence));
    }

    synchronized long head() {
        return position;
    }

    @Override
    public RequestSettings requests() {
        return RequestSettings.DEFAULT;
    }

    @Override
    public UnitView recordingUnit(String unit, int year) {
        if (unit.equals("qu")) {
            throw new RefusedException(ProblemCode.UNIT_IS_NODE, "qu is a government");
        }
        if (reportingFrom(unit) == null) {
            throw new RefusedException(ProblemCode.UNKNOWN_UNIT, "there is no unit " + unit);
        }
        return new UnitView(
                unit, new UnitDefinition(unit, UnitKind.DEPARTMENT, "district", reportingFrom(unit), null, null));
    }

    private static Integer reportingFrom(String unit) {
        return switch (unit) {
            case "jyj" -> 2021;
            case "gaj" -> 2022;
            default -> null;
        };
    }

    @Override
    public boolean openingStockIsCounted(String unit, DocumentKind kind) {
        return fold(Identifiers.subjectStream(unit, ClaimOpeningStock.openingSubject(kind)))
                .history()
                .isOpeningStockCounted();
    }

    @Override
    public boolean isIssuedBeforeReporting(String unit, String document) {
        return fold(Identifiers.subjectStream(unit, document)).history().isIssuedBefore(reportingFrom(unit));
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
