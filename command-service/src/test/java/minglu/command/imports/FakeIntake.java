package minglu.command.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import minglu.api.act.Act;
import minglu.api.act.ActEvent;
import minglu.api.act.ActForm;
import minglu.api.act.Identifiers;
import minglu.api.document.DocumentKind;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.Refusal;
import minglu.api.problem.RefusedException;
import minglu.api.series.ClaimOpeningStock;
import minglu.api.series.OpeningStockClaimed;
import minglu.api.unit.UnitDefinition;
import minglu.api.unit.UnitKind;
import minglu.command.intake.ActIntake;
import minglu.command.intake.ActReceipt;
import minglu.command.request.RequestSettings;
import minglu.command.sequencer.Positions;
import minglu.command.sequencer.Receipt;
import minglu.command.sequencer.Slot;
import minglu.command.streams.EventStreams;
import minglu.command.subject.Gates;
import minglu.command.subject.History;
import minglu.command.subject.SubjectBatch;
import minglu.command.subject.UnitView;
import minglu.platform.access.Caller;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;

/**
 * The write side in memory: the real rules over lists of events. Unit
 * {@code jyj} reports from 2021, {@code gaj} from 2022; {@code qu} is a government; a caller of a unit records for it only.
 */
final class FakeIntake implements RowIntake, EventStreams, Positions, Gates, AutoCloseable {

    static final LocalDate TODAY = LocalDate.of(2022, 12, 31);

    private final Map<String, List<DomainEventMessage<?>>> streams = new HashMap<>();
    private final Map<Slot, Long> positions = new HashMap<>();
    final ExecutorService threads = Executors.newCachedThreadPool();
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
    public List<ActIntake.Outcome> recordAll(List<Act> sealed, Caller caller) {
        mostInFlight.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
        try {
            SubjectBatch batch = new SubjectBatch(this, this, TODAY);
            batch.prepare(sealed);
            return sealed.stream().map(act -> record(batch, act)).toList();
        } finally {
            inFlight.decrementAndGet();
        }
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

    private synchronized ActIntake.Outcome record(SubjectBatch batch, Act act) {
        if (away) {
            return refused(ProblemCode.UNAVAILABLE, "the store is away");
        }
        if (act.id().startsWith("fault")) {
            return refused(ProblemCode.INTERNAL, "a fault of ours");
        }
        order.add(act.unit() + " " + act.subject() + " " + act.id());
        try {
            SubjectBatch.Decided decided = batch.decide(act);
            decided.events().forEach(this::append);
            boolean late = lateReceipts.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
            Long at = positions.get(new Slot(decided.stream(), decided.sequence()));
            return new ActIntake.Outcome(
                    new ActReceipt(act.unit(), act.subject(), act.id(), late ? null : at, null, decided.isRepeat()),
                    null);
        } catch (RefusedException e) {
            return new ActIntake.Outcome(null, e.refusal());
        }
    }

    private static ActIntake.Outcome refused(ProblemCode code, String why) {
        return new ActIntake.Outcome(null, Refusal.of(code, why));
    }

    private void append(SubjectBatch.Placed placed) {
        List<DomainEventMessage<?>> events = streams.computeIfAbsent(placed.stream(), absent -> new ArrayList<>());
        assertThat(placed.sequence()).isEqualTo(events.size());
        positions.put(new Slot(placed.stream(), placed.sequence()), ++position);
        events.add(new GenericDomainEventMessage<>("Subject", placed.stream(), placed.sequence(), placed.payload()));
    }

    @Override
    public synchronized Map<String, List<DomainEventMessage<?>>> read(Collection<String> wanted) {
        Map<String, List<DomainEventMessage<?>>> found = new HashMap<>();
        wanted.forEach(stream -> found.put(stream, List.copyOf(streams.getOrDefault(stream, List.of()))));
        return found;
    }

    @Override
    public List<Optional<RuntimeException>> append(List<List<DomainEventMessage<?>>> changes) {
        throw new IllegalStateException("acts are recorded one by one here");
    }

    @Override
    public synchronized Map<Slot, Receipt> locate(Collection<Slot> slots) {
        Map<Slot, Receipt> found = new HashMap<>();
        for (Slot slot : slots) {
            if (positions.containsKey(slot)) {
                found.put(slot, new Receipt(positions.get(slot), Instant.EPOCH));
            }
        }
        return found;
    }

    @Override
    public synchronized long head() {
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

    /** As stored, read by the batch's own means. */
    @Override
    public boolean openingStockIsCounted(String unit, DocumentKind kind) {
        return fold(Identifiers.subjectStream(unit, ClaimOpeningStock.openingSubject(kind)))
                .isOpeningStockCounted();
    }

    @Override
    public boolean isIssuedBeforeReporting(String unit, String document) {
        return fold(Identifiers.subjectStream(unit, document)).isIssuedBefore(reportingFrom(unit));
    }

    private synchronized History fold(String stream) {
        History history = new History();
        for (DomainEventMessage<?> message : streams.getOrDefault(stream, List.of())) {
            if (message.getPayload() instanceof ActEvent event) {
                history.evolve(event, message.getSequenceNumber());
            } else {
                history.evolve((OpeningStockClaimed) message.getPayload());
            }
        }
        return history;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
