package minglu.command.subject;

import static minglu.command.subject.SubjectRules.*;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import minglu.api.act.Act;
import minglu.api.act.ActData;
import minglu.api.act.ActEvent;
import minglu.api.act.ActForm;
import minglu.api.act.ActType;
import minglu.api.act.Counted;
import minglu.api.act.RecordedFacts;
import minglu.api.act.SubjectKind;
import minglu.api.correction.ActAmended;
import minglu.api.correction.ActRetracted;
import minglu.api.correction.CorrectionEvent;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.RefusedException;
import minglu.api.problem.Violation;
import minglu.api.series.ClaimOpeningStock;
import minglu.api.series.DocumentsOpening;
import minglu.api.series.OpeningStockClaimed;

/**
 * All acts of one subject, without Axon: {@link #decide} checks and computes, {@link #evolve} assigns. Recording, the dry run of an
 * import and the gates use the same.
 */
public final class History {

    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Set<String> openingClaims = new LinkedHashSet<>();
    private SubjectKind kind;
    private Object state;
    private LocalDate latest;

    /**
     * What became of an act.
     *
     * @param event the event to keep; null for a repeat
     * @param firstSequence for a repeat the sequence number of the first event; else null
     */
    public record Decision(ActEvent event, Long firstSequence) {}

    /**
     * Decides an act.
     *
     * @param act the act, free texts sealed
     * @param gates facts of other streams
     * @param today today in Asia/Shanghai
     * @throws RefusedException with the first violated rule, in the order of contract section 3
     */
    public Decision decide(Act act, Gates gates, LocalDate today) {
        UnitView unit = gates.recordingUnit(act.unit(), act.occurredOn().getYear());
        Entry same = entries.get(act.id());
        if (same != null) {
            return new Decision(null, sequenceOfRepeat(act, same));
        }
        if (act.data() instanceof ActRetracted.Data retracted) {
            return accepted(retract(act, retracted, gates, today));
        }
        if (act.data() instanceof ActAmended.Data amended) {
            return accepted(amend(act, amended, gates, today));
        }
        return accepted(record(act, unit, gates, today));
    }

    /**
     * Verifies that a single document from before reporting began may claim its place on this stream of the opening stock.
     *
     * @throws RefusedException {@code opening-already-declared}
     */
    void verify(ClaimOpeningStock claim) {
        Rule.verify(new Rule(
                ProblemCode.OPENING_ALREADY_DECLARED,
                "contract: dates",
                isOpeningStockCounted(),
                () -> "the opening stock of " + claim.kind().code() + " documents of " + claim.unit()
                        + " was declared as a count; the single document " + claim.document()
                        + " would be counted twice"));
    }

    /** Whether this subject holds a live count of the opening stock. */
    public boolean isOpeningStockCounted() {
        return entries.values().stream()
                .anyMatch(entry -> entry.isLive() && entry.data() instanceof DocumentsOpening.Data);
    }

    /** Whether this subject is a document whose live issue is dated before a year. */
    public boolean isIssuedBefore(int year) {
        return entries.values().stream()
                .anyMatch(entry -> entry.isLive()
                        && entry.type() == ActType.DOCUMENT_ISSUED
                        && entry.occurredOn().getYear() < year);
    }

    /** Takes in an event of this subject. */
    public void evolve(ActEvent event, long sequence) {
        Entry entry = new Entry(
                event.act().id(),
                event.data(),
                event.act().occurredOn(),
                event instanceof RecordedFacts recorded ? recorded.facts() : Facts.NONE,
                event.act().digest(),
                sequence,
                false);
        entries.put(entry.id(), entry);
        if (event instanceof CorrectionEvent correction) {
            correct(correction);
        } else {
            live(entry);
        }
    }

    /** Takes in a claim on the opening stock. */
    public void evolve(OpeningStockClaimed claim) {
        openingClaims.add(claim.document());
    }

    private static Decision accepted(ActEvent event) {
        return new Decision(event, null);
    }

    private static long sequenceOfRepeat(Act act, Entry same) {
        Rule.verify(new Rule(
                ProblemCode.ACT_CONFLICT,
                "contract: identity",
                !same.digest().equals(act.digest()),
                () -> "act " + act.id() + " of subject " + act.subject() + " was recorded with other content ("
                        + same.type().code() + ")"));
        return same.sequence();
    }

    private ActEvent record(Act act, UnitView unit, Gates gates, LocalDate today) {
        Rule.verify(
                actFallsIntoReportingYears(unit, act.data(), act.occurredOn(), kind),
                openingStockIsDatedWhenReportingBegan(unit, act.data(), act.occurredOn()));
        SubjectKind actKind = act.type().kind().orElseThrow();
        ActEvent event = null;
        RefusedException refused = null;
        try {
            verifySubject(act);
            Kind<Object> life = Lives.deciding(actKind, gates.requests());
            Object before = kind == null ? life.initial() : state;
            event = ActEvents.recorded(act, life.decide(before, act.data(), act.occurredOn()));
        } catch (RefusedException e) {
            // Told after the closed years: what the act would move is known only where it is possible at all.
            refused = e;
        }
        if (!act.late()) {
            ClosedYears years = new ClosedYears(act.unit(), gates, today);
            Rule.verify(
                    years.isOpenIn(act.occurredOn().getYear(), "the act of " + act.occurredOn()),
                    years.isOpenIn(yearOf(act.data(), act.occurredOn()), "the declared period"));
            if (event != null) {
                Rule.verify(years.isUnmovedBy(event));
            }
        }
        if (refused != null) {
            throw refused;
        }
        Rule.verify(
                openingStockStandsInOneWay(unit, act.data(), act.occurredOn(), gates),
                noSingleDocumentStandsInTheOpeningStock(act, gates),
                actIsNotBeforeTheLatest(actKind, latest, act.occurredOn()),
                actIsNotInTheFuture(act.data(), act.occurredOn(), today));
        return event;
    }

    private void verifySubject(Act act) {
        ActType type = act.type();
        if (type.opens()) {
            Rule.verify(subjectIsNotYetOpen(kind, act.subject()));
        } else {
            boolean opensByItself = type.kind().orElseThrow() == SubjectKind.SERIES || opensByItself(act.data());
            if (!opensByItself) {
                Rule.verify(subjectIsOpen(kind, act.subject(), type));
            }
            Rule.verify(actBelongsToTheKind(kind, act.subject(), type));
        }
    }

    private Rule noSingleDocumentStandsInTheOpeningStock(Act act, Gates gates) {
        Optional<String> document = act.data() instanceof DocumentsOpening.Data
                ? openingClaims.stream()
                        .filter(claimed -> gates.isIssuedBeforeReporting(act.unit(), claimed))
                        .findFirst()
                : Optional.empty();
        return new Rule(
                ProblemCode.OPENING_ALREADY_DECLARED,
                "contract: dates",
                document.isPresent(),
                () -> "document " + document.orElseThrow()
                        + ", issued before reporting began, already stands in the opening stock by itself");
    }

    private ActEvent retract(Act act, ActRetracted.Data retracted, Gates gates, LocalDate today) {
        ClosedYears years = new ClosedYears(act.unit(), gates, today);
        Entry target = found(act, retracted.act());
        verifyOpen(act, years, target.data(), target.occurredOn());
        verifyNotRetracted(act, target);
        List<Entry> remaining =
                liveEntries().stream().filter(entry -> entry != target).toList();
        Reread reread = reread(act.subject(), remaining, null, gates);
        List<Counted> reversed = new ArrayList<>(List.of(target.counted()));
        List<Counted> booked = new ArrayList<>();
        compare(remaining, reread.acts(), reversed, booked);
        ActEvent event = ActEvents.retracted(act, reversed, booked);
        verifyUnmoved(act, years, event);
        reread.verify(act.subject());
        Rule.verify(actIsNotInTheFuture(act.data(), act.occurredOn(), today));
        return event;
    }

    private ActEvent amend(Act act, ActAmended.Data amended, Gates gates, LocalDate today) {
        ClosedYears years = new ClosedYears(act.unit(), gates, today);
        Entry target = found(act, amended.act());
        if (target.retracted()) {
            verifyOpen(act, years, target.data(), target.occurredOn());
            verifyNotRetracted(act, target);
        }
        LocalDate occurredOn = amended.occurredOn() == null ? target.occurredOn() : amended.occurredOn();
        ActData data = amended.data() == null
                ? target.data()
                : ActForm.parseData(target.type(), amended.data(), act.subject(), occurredOn);
        UnitView unitThen = gates.recordingUnit(act.unit(), occurredOn.getYear());
        Rule.verify(actFallsIntoReportingYears(unitThen, data, occurredOn, kind));
        verifyOpen(act, years, target.data(), target.occurredOn());
        verifyOpen(act, years, data, occurredOn);
        Rule.verify(openingStockIsDatedWhenReportingBegan(unitThen, data, occurredOn));
        List<Entry> before = liveEntries();
        List<Entry> changed = before.stream()
                .map(entry -> entry == target ? entry.reading(data, occurredOn, entry.facts()) : entry)
                .toList();
        Reread reread = reread(act.subject(), changed, target.id(), gates);
        List<Counted> reversed = new ArrayList<>();
        List<Counted> booked = new ArrayList<>();
        compare(before, reread.acts(), reversed, booked);
        ActEvent event = ActEvents.amended(act, reversed, booked);
        verifyUnmoved(act, years, event);
        reread.verify(act.subject());
        Rule.verify(
                openingStockStandsInOneWay(unitThen, data, occurredOn, gates),
                actIsNotInTheFuture(data, occurredOn, today),
                actIsNotInTheFuture(act.data(), act.occurredOn(), today));
        return event;
    }

    private static void verifyUnmoved(Act correction, ClosedYears years, ActEvent event) {
        if (!correction.late()) {
            Rule.verify(years.isUnmovedBy(event));
        }
    }

    /** An act as it reads before or after a correction lies in no closed year. The correction's own date counts nothing. */
    private static void verifyOpen(Act correction, ClosedYears years, ActData data, LocalDate occurredOn) {
        if (!correction.late()) {
            Rule.verify(
                    years.isOpenIn(occurredOn.getYear(), "the corrected act's date " + occurredOn),
                    years.isOpenIn(yearOf(data, occurredOn), "the corrected act's period"));
        }
    }

    private Entry found(Act correction, String id) {
        Entry target = entries.get(id);
        Rule.verify(
                subjectIsOpen(entries.isEmpty() ? null : SubjectKind.SERIES, correction.subject(), correction.type()),
                new Rule(
                        ProblemCode.ACT_NOT_FOUND,
                        "contract: corrections",
                        target == null || target.type().corrects(),
                        () -> "subject " + correction.subject() + " has no act " + id + " that could be corrected"));
        return target;
    }

    private static void verifyNotRetracted(Act correction, Entry target) {
        Rule.verify(new Rule(
                ProblemCode.ACT_ALREADY_RETRACTED,
                "contract: corrections",
                target.retracted(),
                () -> "act " + target.id() + " of subject " + correction.subject() + " was retracted for good"));
    }

    /**
     * A history as it reads with a correction.
     *
     * @param acts the acts with the facts they then have; one that would not have been accepted keeps those it has
     * @param refused the acts that would not have been accepted
     */
    private record Reread(List<Entry> acts, List<Violation> refused) {

        /** Told after the closed years. */
        void verify(String subject) {
            if (!refused.isEmpty()) {
                throw new RefusedException(
                        ProblemCode.DEPENDENT_ACTS,
                        "without the corrected act " + refused.size() + " act(s) of subject " + subject
                                + " would not have been accepted, first "
                                + refused.get(0).pointer(),
                        refused);
            }
        }
    }

    /**
     * Reads a history from its first act on, as if it had been recorded so.
     *
     * @param amended id of the act that reads anew; null if none does. The others were accepted as they stand
     */
    private static Reread reread(String subject, List<Entry> acts, String amended, Gates gates) {
        List<Entry> read = new ArrayList<>();
        List<Violation> refused = new ArrayList<>();
        SubjectKind metKind = null;
        Object met = null;
        LocalDate metLatest = null;
        for (Entry entry : acts) {
            try {
                SubjectKind actKind = entry.type().kind().orElseThrow();
                if (metKind == null) {
                    Rule.verify(subjectIsOpen(
                            entry.type().opens() || actKind == SubjectKind.SERIES || opensByItself(entry.data())
                                    ? actKind
                                    : null,
                            subject,
                            entry.type()));
                }
                Kind<Object> life = entry.id().equals(amended)
                        ? Lives.deciding(actKind, gates.requests())
                        : Lives.accepted(actKind, gates.requests());
                Object before = metKind == null ? life.initial() : met;
                SortedMap<String, String> facts = life.decide(before, entry.data(), entry.occurredOn());
                Rule.verify(actIsNotBeforeTheLatest(actKind, metLatest, entry.occurredOn()));
                met = life.evolve(before, entry.data(), entry.occurredOn(), facts);
                metKind = actKind;
                metLatest = entry.occurredOn();
                read.add(entry.reading(entry.data(), entry.occurredOn(), facts));
            } catch (RefusedException e) {
                read.add(entry);
                refused.add(new Violation(
                        entry.id(),
                        e.refusal().code().code() + ": " + e.refusal().detail()));
            }
        }
        return new Reread(read, refused);
    }

    private static void compare(List<Entry> before, List<Entry> after, List<Counted> reversed, List<Counted> booked) {
        for (int i = 0; i < before.size(); i++) {
            Counted was = before.get(i).counted();
            Counted is = after.get(i).counted();
            if (!was.equals(is)) {
                reversed.add(was);
                booked.add(is);
            }
        }
    }

    private List<Entry> liveEntries() {
        return entries.values().stream().filter(Entry::isLive).toList();
    }

    private void live(Entry entry) {
        SubjectKind actKind = entry.type().kind().orElseThrow();
        Kind<Object> life = Lives.of(actKind);
        state = life.evolve(kind == null ? life.initial() : state, entry.data(), entry.occurredOn(), entry.facts());
        kind = actKind;
        latest = latest == null || entry.occurredOn().isAfter(latest) ? entry.occurredOn() : latest;
    }

    private void correct(CorrectionEvent event) {
        if (event instanceof ActRetracted retracted) {
            entries.computeIfPresent(retracted.data().act(), (id, entry) -> entry.asRetracted());
        } else if (event instanceof ActAmended amended) {
            entries.computeIfPresent(amended.data().act(), (id, entry) -> amendedReading(entry, amended));
        }
        for (Counted counted : event.booked()) {
            entries.computeIfPresent(
                    counted.act(), (id, entry) -> entry.reading(entry.data(), counted.occurredOn(), counted.facts()));
        }
        List<Entry> live = liveEntries();
        kind = null;
        state = null;
        latest = null;
        live.forEach(this::live);
    }

    private static Entry amendedReading(Entry entry, ActAmended amended) {
        LocalDate occurredOn = amended.data().occurredOn() == null
                ? entry.occurredOn()
                : amended.data().occurredOn();
        ActData data = amended.data().data() == null
                ? entry.data()
                : ActForm.parseData(
                        entry.type(), amended.data().data(), amended.act().subject(), occurredOn);
        return entry.reading(data, occurredOn, entry.facts());
    }
}
