package minglu.query.support;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import minglu.api.act.ActData;
import minglu.api.act.ActEvent;
import minglu.api.act.ActType;
import minglu.api.act.Counted;
import minglu.api.request.AnswerDelayed;
import minglu.api.request.Applicant;
import minglu.api.request.CorrectionRequested;
import minglu.api.request.DeadlineExtended;
import minglu.api.request.Outcome;
import minglu.api.unit.UnitKind;

/**
 * Well-formed histories: subjects of every kind are opened, followed up, amended and retracted in several units and years.
 *
 * <p>Units: {@code fu} is the office, {@code ju} a department, {@code lao} a department that ends with 2021 and is carried on by
 * {@code ju}, {@code chui} is vertical; below the node {@code xiang} stand {@code jia} and, from 2022 on, {@code yi}.
 */
public final class RandomHistory {

    /** The units that record. */
    public static final List<String> UNITS = List.of("fu", "ju", "lao", "chui", "jia", "yi");

    /** How many events define units; they come first. */
    public static final int DEFINITIONS = 7;

    private static final List<String> DISPUTES =
            List.of("reconsideration", "litigation-direct", "litigation-after-reconsideration");
    private static final List<String> DISPUTE_OUTCOMES = List.of("upheld", "corrected", "other");

    private final Random random;
    private final boolean changingUnits;
    private final List<Object> events = new ArrayList<>();
    private final List<Subject> subjects = new ArrayList<>();

    private static final class Subject {
        private final String unit;
        private final String name;
        private final List<Counted> live = new ArrayList<>();
        private int acts;

        Subject(String unit, String name) {
            this.unit = unit;
            this.name = name;
        }

        String nextId() {
            return Integer.toString(++acts);
        }

        Counted latest() {
            return live.get(live.size() - 1);
        }

        boolean has(ActType type) {
            return count(type) > 0;
        }

        long count(ActType type) {
            return live.stream().filter(act -> act.type() == type).count();
        }
    }

    private RandomHistory(Random random, boolean changingUnits) {
        this.random = random;
        this.changingUnits = changingUnits;
    }

    /** A history of some events after the units are defined. */
    public static List<Object> of(long seed, int acts) {
        return of(seed, acts, false);
    }

    /**
     * A history of some events after the units are defined.
     *
     * @param changingUnits whether among the acts units become vertical, move below another node, end, and find a successor
     */
    public static List<Object> of(long seed, int acts, boolean changingUnits) {
        RandomHistory history = new RandomHistory(new Random(seed), changingUnits);
        history.events.addAll(List.of(
                Acts.unit("fu", UnitKind.OFFICE, "district", 2020),
                Acts.unit("ju", UnitKind.DEPARTMENT, "district", 2020),
                Acts.unit("lao", null, UnitKind.DEPARTMENT, "district", 2020, 2021, "ju"),
                Acts.unit("chui", UnitKind.VERTICAL, "district", 2020),
                Acts.unit("xiang", UnitKind.GOVERNMENT, "district", null),
                Acts.unit("jia", UnitKind.TOWNSHIP, "xiang", 2020),
                Acts.unit("yi", UnitKind.TOWNSHIP, "xiang", 2022)));
        for (int i = 0; i < acts; i++) {
            history.step();
        }
        return history.events;
    }

    /** Who records for a unit's year, by the tree described above. */
    public static List<String> recording(String unit, int year) {
        List<String> units = new ArrayList<>(
                switch (unit) {
                    case "district" -> List.of("fu", "ju", "lao", "jia", "yi");
                    case "xiang" -> List.of("jia", "yi");
                    case "ju" -> year > 2021 ? List.of("ju", "lao") : List.of("ju");
                    default -> List.of(unit);
                });
        if (year < 2022) {
            units.remove("yi");
        }
        return units;
    }

    /** The units and nodes that report in a year. */
    public static List<String> askable(int year) {
        List<String> units = new ArrayList<>(List.of("district", "xiang", "fu", "ju", "chui", "jia"));
        units.add(year > 2021 ? "yi" : "lao");
        return units;
    }

    private void step() {
        if (changingUnits && random.nextInt(8) == 0) {
            changeUnit();
            return;
        }
        int choice = random.nextInt(10);
        List<Subject> open =
                subjects.stream().filter(subject -> !subject.live.isEmpty()).toList();
        if (choice < 4 || open.isEmpty()) {
            openSubject();
        } else if (choice < 7) {
            followUp(one(open));
        } else if (choice == 7) {
            retractLatest(one(open));
        } else if (choice == 8) {
            moveLatest(one(open));
        } else if (random.nextBoolean()) {
            changeApplicant(one(open));
        } else {
            amendExtension(one(open));
        }
    }

    private void changeUnit() {
        Integer validFrom = random.nextBoolean() ? null : 2020 + random.nextInt(5);
        UnitKind kind = random.nextInt(3) == 0 ? UnitKind.VERTICAL : UnitKind.DEPARTMENT;
        String parent = random.nextInt(3) == 0 ? "xiang" : "district";
        switch (random.nextInt(4)) {
            case 0 -> events.add(Acts.unit("chui", validFrom, kind, parent, 2020, null, null));
            case 1 -> events.add(Acts.unit("jia", validFrom, kind, parent, 2020, null, null));
            case 2 -> {
                Integer until = random.nextBoolean() ? null : 2020 + random.nextInt(4);
                String successor = until == null ? null : one(Arrays.asList("ju", "jia", null));
                events.add(Acts.unit("lao", validFrom, kind, parent, 2020, until, successor));
            }
            default -> events.add(Acts.unit("xiang", validFrom, UnitKind.GOVERNMENT, "district", null, null, null));
        }
    }

    private void openSubject() {
        String unit = one(UNITS);
        LocalDate from = LocalDate.of(unit.equals("yi") ? 2022 : 2020, 1, 1);
        LocalDate day = from.plusDays(random.nextInt(unit.equals("lao") ? 700 : 1200));
        Subject subject = new Subject(unit, "S-" + subjects.size());
        subjects.add(subject);
        switch (random.nextInt(8)) {
            case 0, 1, 2 ->
                record(
                        subject,
                        "request-received",
                        day,
                        "applicant",
                        one(Applicant.values()).code());
            case 3 -> record(subject, "document-issued", day, "kind", "normative");
            case 4 -> {
                String kind = one(DISPUTES);
                String role = kind.endsWith("after-reconsideration") && random.nextBoolean()
                        ? "co-defendant"
                        : "original-organ";
                record(subject, "dispute-filed", day, "kind", kind, "role", role);
            }
            case 5 ->
                record(
                        subject,
                        "decisions-tallied",
                        day,
                        "kind",
                        one(List.of("licence", "penalty", "coercion")),
                        "count",
                        Integer.toString(1 + random.nextInt(9)));
            case 6 ->
                record(subject, "charge-collected", day, "amountYuan", random.nextInt(5000) + "." + random.nextInt(10));
            default -> {
                if (random.nextBoolean()) {
                    record(subject, "documents-opening", from, "kind", "regulation", "inForce", "5");
                } else {
                    record(subject, "document-repealed", day, "kind", "regulation", "cause", "expired");
                }
            }
        }
    }

    private void followUp(Subject subject) {
        // Half of what follows comes within weeks, so that some requests are answered in time.
        LocalDate day = subject.latest().occurredOn().plusDays(random.nextInt(random.nextBoolean() ? 45 : 250));
        Counted first = subject.live.get(0);
        switch (first.type()) {
            case REQUEST_RECEIVED -> followRequest(subject, first.facts().get("applicant"), day);
            case DOCUMENT_ISSUED -> {
                if (!subject.has(ActType.DOCUMENT_REPEALED)) {
                    record(
                            subject,
                            "document-repealed",
                            day,
                            "kind",
                            first.facts().get("kind"),
                            "cause",
                            "repealed");
                }
            }
            case DISPUTE_FILED -> followDispute(subject, first.facts(), day);
            default -> {
                // Nothing follows.
            }
        }
    }

    private void followRequest(Subject subject, String applicant, LocalDate day) {
        Counted decided = subject.live.stream()
                .filter(act -> act.type() == ActType.REQUEST_DECIDED || act.type() == ActType.REQUEST_TRANSFERRED)
                .findFirst()
                .orElse(null);
        if (decided == null) {
            switch (random.nextInt(6)) {
                case 0, 1, 2 -> step(subject, subject.latest().occurredOn().plusDays(random.nextInt(20)));
                case 3 ->
                    record(
                            subject,
                            "request-transferred",
                            day,
                            "applicant",
                            applicant,
                            "outcome",
                            "unavailable-not-held");
                default ->
                    record(
                            subject,
                            "request-decided",
                            day,
                            "applicant",
                            applicant,
                            "outcome",
                            one(Outcome.values()).code());
            }
        } else if (decided.occurredOn().getYear() != day.getYear()) {
            record(subject, "request-redecided", day);
        } else {
            String standing = subject.live.stream()
                    .filter(act -> act.facts().containsKey("outcome"))
                    .reduce((earlier, later) -> later)
                    .orElseThrow()
                    .facts()
                    .get("outcome");
            record(
                    subject,
                    "request-redecided",
                    day,
                    "applicant",
                    applicant,
                    "outcome",
                    one(Outcome.values()).code(),
                    "replaces",
                    standing);
        }
    }

    /** A step of an open request that no figure counts but the clock does. */
    private void step(Subject subject, LocalDate day) {
        boolean consulted = subject.count(ActType.THIRD_PARTY_CONSULTED) > subject.count(ActType.THIRD_PARTY_REPLIED);
        switch (random.nextInt(6)) {
            case 0 -> {
                if (!subject.has(ActType.CORRECTION_REQUESTED)) {
                    LocalDate dueOn = random.nextBoolean() ? day.plusDays(20) : null;
                    record(subject, "correction-requested", day, new CorrectionRequested.Data(dueOn));
                } else if (!subject.has(ActType.REQUEST_CORRECTED)) {
                    record(subject, "request-corrected", day);
                }
            }
            case 1 -> record(subject, "third-party-consulted", day);
            case 2 -> {
                if (consulted) {
                    record(subject, "third-party-replied", day);
                }
            }
            case 3 -> {
                if (!subject.has(ActType.DEADLINE_EXTENDED)) {
                    record(subject, "deadline-extended", day, new DeadlineExtended.Data(1L + random.nextInt(20), "主任"));
                }
            }
            case 4 -> {
                if (!subject.has(ActType.FEE_CHARGED)) {
                    record(subject, "fee-charged", day);
                } else if (!subject.has(ActType.FEE_PAID)) {
                    record(subject, "fee-paid", day, "amountYuan", "10");
                }
            }
            default -> record(subject, "answer-delayed", day, new AnswerDelayed.Data(day.plusDays(40), "主任"));
        }
    }

    /** Corrects the length of an extension, which moves no figure. */
    private void amendExtension(Subject subject) {
        subject.live.stream()
                .filter(act -> act.type() == ActType.DEADLINE_EXTENDED)
                .findFirst()
                .ifPresent(extended -> events.add(Acts.amended(
                        subject.unit,
                        subject.name,
                        subject.nextId(),
                        extended.act(),
                        null,
                        Map.of("workingDays", 1L + random.nextInt(20), "approvedBy", "主任"),
                        List.of(),
                        List.of())));
    }

    private void followDispute(Subject subject, SortedMap<String, String> filed, LocalDate day) {
        String[] who = {"kind", filed.get("kind"), "role", filed.get("role")};
        if (subject.latest().type() != ActType.DISPUTE_CONCLUDED) {
            record(subject, "dispute-concluded", day, who[0], who[1], who[2], who[3], "outcome", one(DISPUTE_OUTCOMES));
        } else if (subject.latest().occurredOn().getYear() == day.getYear()) {
            String outcome = subject.latest().facts().get("outcome");
            record(subject, "dispute-reopened", day, who[0], who[1], who[2], who[3], "reverses", outcome);
        } else {
            record(subject, "dispute-reopened", day, who);
        }
    }

    private void retractLatest(Subject subject) {
        Counted latest = subject.live.remove(subject.live.size() - 1);
        events.add(
                Acts.retracted(subject.unit, subject.name, subject.nextId(), latest.act(), List.of(latest), List.of()));
    }

    /** Moves the latest act within its year, so that no later fact changes with it. */
    private void moveLatest(Subject subject) {
        Counted latest = subject.latest();
        LocalDate day = latest.occurredOn().plusDays(random.nextInt(40));
        if (latest.type() != ActType.DOCUMENTS_OPENING
                && day.getYear() == latest.occurredOn().getYear()) {
            Counted moved = new Counted(latest.act(), latest.type(), day, latest.facts());
            subject.live.set(subject.live.size() - 1, moved);
            events.add(Acts.amended(
                    subject.unit,
                    subject.name,
                    subject.nextId(),
                    latest.act(),
                    day,
                    null,
                    List.of(latest),
                    List.of(moved)));
        }
    }

    /** Changes the applicant of a request, and with it every later act. */
    private void changeApplicant(Subject subject) {
        if (subject.live.get(0).type() == ActType.REQUEST_RECEIVED) {
            String applicant = one(Applicant.values()).code();
            List<Counted> reversed = new ArrayList<>();
            List<Counted> booked = new ArrayList<>();
            subject.live.replaceAll(act -> {
                if (!act.facts().containsKey("applicant")) {
                    return act;
                }
                SortedMap<String, String> facts = new TreeMap<>(act.facts());
                facts.put("applicant", applicant);
                Counted changed = new Counted(act.act(), act.type(), act.occurredOn(), facts);
                reversed.add(act);
                booked.add(changed);
                return changed;
            });
            events.add(Acts.amended(
                    subject.unit,
                    subject.name,
                    subject.nextId(),
                    subject.live.get(0).act(),
                    null,
                    Map.of("applicant", applicant),
                    reversed,
                    booked));
        }
    }

    private void record(Subject subject, String type, LocalDate day, String... facts) {
        record(subject, type, day, (ActData) null, facts);
    }

    private void record(Subject subject, String type, LocalDate day, ActData data, String... facts) {
        ActEvent event = Acts.act(subject.unit, subject.name, subject.nextId(), type, day.toString(), data, facts);
        subject.live.addAll(event.booked());
        events.add(event);
    }

    private <T> T one(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private <T> T one(T[] choices) {
        return one(Arrays.asList(choices));
    }
}
