package minglu.command.subject;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import minglu.api.act.Act;
import minglu.api.act.Identifiers;
import minglu.api.document.DocumentKind;
import minglu.api.problem.RefusedException;
import minglu.api.series.ClaimOpeningStock;
import minglu.api.series.OpeningStockClaimed;
import minglu.command.request.RequestSettings;
import minglu.command.streams.EventStreams;

/**
 * The subjects of a batch of acts as they would be: what the store holds, and over it the acts of the batch that were accepted so
 * far. Acts are decided one after another by the same pure rules, each seeing those before it. Keeps nothing: an import in earnest
 * appends what was decided, a dry run forgets it. Used by one thread.
 */
public final class SubjectBatch {

    private static final int LATEST_YEAR = 9999;

    private final EventStreams streams;
    private final Gates gates;
    private final LocalDate today;
    private final Map<String, Subject> subjects = new HashMap<>();
    private final Gates seen = new SeenGates();

    /**
     * Begins with nothing but the store.
     *
     * @param streams what the store holds
     * @param gates facts of other streams as stored
     * @param today today in Asia/Shanghai
     */
    public SubjectBatch(EventStreams streams, Gates gates, LocalDate today) {
        this.streams = streams;
        this.gates = gates;
        this.today = today;
    }

    /** A subject with the acts of the batch. */
    private static final class Subject {
        private final History history = new History();
        private long storedEvents;
        private long events;
    }

    /**
     * An event at its place, to be appended.
     *
     * @param stream its stream
     * @param sequence its sequence number there
     * @param payload the event
     */
    public record Placed(String stream, long sequence, Object payload) {}

    /**
     * What becomes of an act.
     *
     * @param stream the subject's stream
     * @param sequence the place of the act's event there; of a repeat that of the first event
     * @param events what is to be appended, all or nothing; empty for a repeat
     * @param stored whether it repeats an act that the store holds, and not one of this batch
     */
    public record Decided(String stream, long sequence, List<Placed> events, boolean stored) {

        /** Whether the act had been recorded before. */
        public boolean isRepeat() {
            return events.isEmpty();
        }
    }

    /** Reads the subjects of these acts that were not read yet, with few statements. */
    public void prepare(Collection<Act> acts) {
        Set<String> unknown = new LinkedHashSet<>();
        for (Act act : acts) {
            String stream = Identifiers.subjectStream(act.unit(), act.subject());
            if (!subjects.containsKey(stream)) {
                unknown.add(stream);
            }
        }
        if (!unknown.isEmpty()) {
            read(unknown);
        }
    }

    private void read(Set<String> unknown) {
        var found = streams.read(unknown);
        for (String stream : unknown) {
            Subject subject = new Subject();
            found.getOrDefault(stream, List.of()).forEach(message -> {
                StoreGates.evolve(subject.history, message);
                subject.storedEvents = message.getSequenceNumber() + 1;
            });
            subject.events = subject.storedEvents;
            subjects.put(stream, subject);
        }
    }

    /**
     * Decides an act and takes it in.
     *
     * @param act with digest
     * @throws RefusedException by the first rule it violates; nothing is taken in
     */
    public Decided decide(Act act) {
        String stream = Identifiers.subjectStream(act.unit(), act.subject());
        Subject subject = subject(stream);
        History.Decision decision = subject.history.decide(act, seen, today);
        if (decision.event() == null) {
            return new Decided(
                    stream, decision.firstSequence(), List.of(), decision.firstSequence() < subject.storedEvents);
        }
        List<ClaimOpeningStock> claims = claims(act, decision);
        claims.forEach(claim -> subject(claim.stream()).history.verify(claim));
        List<Placed> events = new ArrayList<>(1 + claims.size());
        claims.forEach(claim -> events.add(take(claim)));
        long sequence = subject.events++;
        subject.history.evolve(decision.event(), sequence);
        events.add(new Placed(stream, sequence, decision.event()));
        return new Decided(stream, sequence, events, false);
    }

    private List<ClaimOpeningStock> claims(Act act, History.Decision decision) {
        if (!OpeningClaims.mayClaim(act)) {
            return List.of();
        }
        Integer from = seen.recordingUnit(act.unit(), LATEST_YEAR).definition().reportingFrom();
        return from == null ? List.of() : OpeningClaims.of(decision.event(), from);
    }

    /** Kept each time, also where the place is claimed already: so whoever counts the stock at the same moment meets it there. */
    private Placed take(ClaimOpeningStock claim) {
        Subject opening = subject(claim.stream());
        OpeningStockClaimed claimed = new OpeningStockClaimed(claim.unit(), claim.kind(), claim.document());
        opening.history.evolve(claimed);
        return new Placed(claim.stream(), opening.events++, claimed);
    }

    private Subject subject(String stream) {
        if (!subjects.containsKey(stream)) {
            read(Set.of(stream));
        }
        return subjects.get(stream);
    }

    /** The gates of the store, seen through the acts of the batch. */
    private final class SeenGates implements Gates {

        @Override
        public UnitView recordingUnit(String unit, int year) {
            return gates.recordingUnit(unit, year);
        }

        @Override
        public Optional<String> closedBy(String unit, int year) {
            return gates.closedBy(unit, year);
        }

        @Override
        public RequestSettings requests() {
            return gates.requests();
        }

        @Override
        public boolean openingStockIsCounted(String unit, DocumentKind kind) {
            Subject opening = subjects.get(Identifiers.subjectStream(unit, ClaimOpeningStock.openingSubject(kind)));
            return opening == null ? gates.openingStockIsCounted(unit, kind) : opening.history.isOpeningStockCounted();
        }

        @Override
        public boolean isIssuedBeforeReporting(String unit, String document) {
            Subject issued = subjects.get(Identifiers.subjectStream(unit, document));
            if (issued == null) {
                return gates.isIssuedBeforeReporting(unit, document);
            }
            Integer from = recordingUnit(unit, LATEST_YEAR).definition().reportingFrom();
            return from != null && issued.history.isIssuedBefore(from);
        }
    }
}
