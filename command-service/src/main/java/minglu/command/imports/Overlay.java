package minglu.command.imports;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import minglu.api.act.Act;
import minglu.api.act.ActEvent;
import minglu.api.act.Identifiers;
import minglu.api.document.DocumentKind;
import minglu.api.problem.RefusedException;
import minglu.api.series.ClaimOpeningStock;
import minglu.api.series.OpeningStockClaimed;
import minglu.command.request.RequestSettings;
import minglu.command.subject.Gates;
import minglu.command.subject.History;
import minglu.command.subject.OpeningClaims;
import minglu.command.subject.UnitView;

/**
 * The subjects of a part of a file as they would be, over what the store knows: decided by the same pure rules as in earnest, and
 * kept nowhere.
 */
final class Overlay {

    private static final int LATEST_YEAR = 9999;

    private final StoredSubjects stored;
    private final Gates gates;
    private final LocalDate today;
    private final Map<String, Subject> subjects = new HashMap<>();
    private final Map<String, Object> units;

    /**
     * Begins with nothing but the store.
     *
     * @param stored what the store knows
     * @param gates facts of other streams as stored
     * @param today today in Asia/Shanghai
     * @param units what earlier parts have asked about units and closed years; they do not change during a dry run
     */
    Overlay(StoredSubjects stored, Gates gates, LocalDate today, Map<String, Object> units) {
        this.stored = stored;
        this.gates = gates;
        this.today = today;
        this.units = units;
    }

    /** A subject with the acts of the file. */
    private static final class Subject {
        private final History history;
        private final long storedEvents;
        private long events;

        Subject(StoredSubjects.Stored stored) {
            this.history = stored.history();
            this.storedEvents = stored.events();
            this.events = stored.events();
        }
    }

    /**
     * What would become of an act.
     *
     * @param duplicate whether it is a repeat
     * @param position of a stored act that it repeats; else null
     */
    record Outcome(boolean duplicate, Long position) {}

    /**
     * Decides an act and takes it in.
     *
     * @param act with digest
     * @throws RefusedException as the aggregate would
     */
    Outcome apply(Act act) {
        String stream = Identifiers.subjectStream(act.unit(), act.subject());
        Subject subject = subject(stream);
        History.Decision decision = subject.history.decide(act, new OverlayGates(), today);
        if (decision.event() == null) {
            boolean isStored = decision.firstSequence() < subject.storedEvents;
            return new Outcome(
                    true,
                    isStored ? stored.position(stream, decision.firstSequence()).orElse(null) : null);
        }
        claims(act.unit(), decision.event()).forEach(this::apply);
        subject.history.evolve(decision.event(), subject.events++);
        return new Outcome(false, null);
    }

    private List<ClaimOpeningStock> claims(String unit, ActEvent event) {
        Integer from =
                new OverlayGates().recordingUnit(unit, LATEST_YEAR).definition().reportingFrom();
        return from == null ? List.of() : OpeningClaims.of(event, from);
    }

    private void apply(ClaimOpeningStock claim) {
        Subject opening = subject(claim.stream());
        if (opening.history.decideClaim(claim)) {
            opening.history.evolve(new OpeningStockClaimed(claim.unit(), claim.kind(), claim.document()));
            opening.events++;
        }
    }

    private Subject subject(String stream) {
        return subjects.computeIfAbsent(stream, absent -> new Subject(stored.fold(absent)));
    }

    /** The gates of the store, seen through the overlay. */
    private final class OverlayGates implements Gates {

        @Override
        public UnitView recordingUnit(String unit, int year) {
            Object known = units.computeIfAbsent(unit + "/" + year, absent -> {
                try {
                    return gates.recordingUnit(unit, year);
                } catch (RefusedException e) {
                    return e;
                }
            });
            if (known instanceof RefusedException refused) {
                throw refused;
            }
            return (UnitView) known;
        }

        @Override
        @SuppressWarnings("unchecked")
        public Optional<String> closedBy(String unit, int year) {
            return (Optional<String>)
                    units.computeIfAbsent("closed " + unit + "/" + year, absent -> gates.closedBy(unit, year));
        }

        @Override
        public RequestSettings requests() {
            return gates.requests();
        }

        @Override
        public boolean openingStockIsCounted(String unit, DocumentKind kind) {
            String stream = Identifiers.subjectStream(unit, ClaimOpeningStock.openingSubject(kind));
            Subject seen = subjects.get(stream);
            return seen == null ? gates.openingStockIsCounted(unit, kind) : seen.history.isOpeningStockCounted();
        }

        @Override
        public boolean isIssuedBeforeReporting(String unit, String document) {
            Subject seen = subjects.get(Identifiers.subjectStream(unit, document));
            if (seen == null) {
                return gates.isIssuedBeforeReporting(unit, document);
            }
            Integer from = recordingUnit(unit, LATEST_YEAR).definition().reportingFrom();
            return from != null && seen.history.isIssuedBefore(from);
        }
    }
}
