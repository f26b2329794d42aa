package minglu.evidence;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Random events of a district: units that come, go and are followed by others, acts of every type, corrections, and events
 * that count nothing. Not every history could really have been recorded; the figures follow from it all the same.
 */
public final class RandomHistory {

    private static final List<String> APPLICANTS = List.of(
            "natural-person",
            "enterprise",
            "research-institution",
            "social-organisation",
            "legal-service",
            "other-organisation");
    private static final List<String> OUTCOMES =
            List.of("granted", "granted-in-part", "refused-state-secret", "unavailable-not-held", "closed-other");
    private static final List<String> KINDS = List.of("regulation", "normative");
    private static final List<String> DECISIONS = List.of("licence", "penalty", "coercion");
    private static final List<String> DISPUTES =
            List.of("reconsideration", "litigation-direct", "litigation-after-reconsideration");
    private static final List<String> CONCLUSIONS = List.of("upheld", "corrected", "other");
    private static final List<String> CHANNELS =
            List.of("website", "wechat", "weibo", "gazette", "press-conference", "other");

    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("request-received", "request.RequestReceived"),
            Map.entry("correction-requested", "request.CorrectionRequested"),
            Map.entry("request-corrected", "request.RequestCorrected"),
            Map.entry("third-party-consulted", "request.ThirdPartyConsulted"),
            Map.entry("third-party-replied", "request.ThirdPartyReplied"),
            Map.entry("deadline-extended", "request.DeadlineExtended"),
            Map.entry("answer-delayed", "request.AnswerDelayed"),
            Map.entry("fee-charged", "request.FeeCharged"),
            Map.entry("fee-paid", "request.FeePaid"),
            Map.entry("request-decided", "request.RequestDecided"),
            Map.entry("request-redecided", "request.RequestRedecided"),
            Map.entry("request-transferred", "request.RequestTransferred"),
            Map.entry("document-issued", "document.DocumentIssued"),
            Map.entry("document-repealed", "document.DocumentRepealed"),
            Map.entry("documents-opening", "series.DocumentsOpening"),
            Map.entry("decision-made", "decision.DecisionMade"),
            Map.entry("decisions-tallied", "series.DecisionsTallied"),
            Map.entry("charge-collected", "series.ChargeCollected"),
            Map.entry("item-published", "publication.ItemPublished"),
            Map.entry("items-tallied", "series.ItemsTallied"),
            Map.entry("item-withdrawn", "publication.ItemWithdrawn"),
            Map.entry("dispute-filed", "dispute.DisputeFiled"),
            Map.entry("dispute-concluded", "dispute.DisputeConcluded"),
            Map.entry("dispute-reopened", "dispute.DisputeReopened"),
            Map.entry("complaint-handled", "series.ComplaintHandled"),
            Map.entry("training-held", "series.TrainingHeld"),
            Map.entry("oversight-performed", "series.OversightPerformed"),
            Map.entry("nil-declared", "series.NilDeclared"));

    private static final List<String> NAMES = TYPES.keySet().stream().sorted().toList();

    private final Random random;
    private final List<LoggedEvent> events = new ArrayList<>();
    private final Map<String, List<CountedAct>> acts = new LinkedHashMap<>();
    private final Map<String, Integer> sizes = new HashMap<>();

    private RandomHistory(Random random) {
        this.random = random;
    }

    /** All types of acts that are no corrections, by name. */
    public static Map<String, String> types() {
        return TYPES;
    }

    /** A history of so many events, and a few more for its units. */
    public static List<LoggedEvent> of(Random random, int size) {
        RandomHistory history = new RandomHistory(random);
        history.units();
        while (history.events.size() < size) {
            history.next();
        }
        return history.events;
    }

    private void units() {
        define(new Unit("district", null, "government", null, null, null, null));
        define(new Unit("fb", null, "office", "district", 2019, null, null));
        define(new Unit("jyj", null, "department", "district", 2019, null, null));
        define(new Unit("old", null, "department", "district", 2018, 2020, "jyj"));
        define(new Unit("rsj", null, "department", "district", chance(2) ? 2020 : 2022, null, null));
        define(new Unit("town", null, "government", "district", null, null, null));
        define(new Unit("zf", null, "office", "town", 2019, null, null));
        define(new Unit("cun", null, "township", "town", 2019, null, null));
        define(new Unit("swj", null, "vertical", "district", 2019, null, null));
        define(new Unit("jd", null, "subdistrict", chance(2) ? "town" : "district", 2019, null, null));
    }

    private void define(Unit unit) {
        events.add(defined(unit));
    }

    static LoggedEvent defined(Unit unit) {
        return new LoggedEvent(
                "minglu.api.unit.UnitDefined",
                "1",
                "Unit",
                "unit-" + unit.code(),
                unit.code(),
                null,
                unit.payload(),
                unit,
                List.of(),
                List.of());
    }

    private void next() {
        switch (random.nextInt(25)) {
            case 0 -> redefine();
            case 1, 2 -> other();
            case 3, 4 -> correct();
            default -> act();
        }
    }

    private void redefine() {
        Integer valid = chance(3) ? null : 2019 + random.nextInt(4);
        switch (random.nextInt(4)) {
            case 0 -> define(new Unit("jd", valid, "subdistrict", chance(2) ? "town" : "district", 2019, null, null));
            case 1 ->
                define(new Unit("swj", valid, chance(2) ? "vertical" : "department", "district", 2019, null, null));
            case 2 -> define(new Unit("old", valid, "department", "district", 2018, 2019 + random.nextInt(3), "jyj"));
            default -> define(new Unit("new" + random.nextInt(3), valid, "department", "town", 2021, null, null));
        }
    }

    private void other() {
        String unit = unit();
        switch (random.nextInt(3)) {
            case 0 -> report(unit);
            case 1 -> plain("calendar.CalendarYearSet", "Calendar", "calendar", null, Map.of("year", 2021));
            default ->
                plain(
                        "series.OpeningStockClaimed",
                        "OpeningStock",
                        "opening-" + unit,
                        unit,
                        Map.of("unit", unit, "kind", "normative"));
        }
    }

    /** Of some events a history holds both forms. */
    private void report(String unit) {
        Map<String, Object> cells = Map.of("2.licence", 7);
        switch (events.size() % 3) {
            case 0 ->
                plain(
                        "reporting.ReturnSubmitted",
                        "Return",
                        "return-" + unit,
                        unit,
                        Map.of("unit", unit, "year", 2021));
            case 1 ->
                plain(
                        "reporting.ReferenceFiguresKept",
                        "Report",
                        "report-" + unit,
                        unit,
                        Map.of("unit", unit, "year", 2019, "by", "u-1", "cells", cells));
            default ->
                plain(
                        "reporting.ReferenceFiguresKept",
                        "2",
                        "Report",
                        "report-" + unit,
                        unit,
                        Map.of("unit", unit, "year", 2019, "by", "u-1", "format", "2021-30", "cells", cells));
        }
    }

    private void plain(String type, String streamType, String stream, String unit, Map<String, Object> payload) {
        plain(type, "1", streamType, stream, unit, payload);
    }

    private void plain(
            String type, String revision, String streamType, String stream, String unit, Map<String, Object> payload) {
        events.add(new LoggedEvent(
                "minglu.api." + type, revision, streamType, stream, unit, null, payload, null, List.of(), List.of()));
    }

    private String unit() {
        // A unit must be defined before it can record anything.
        String unit = pick(List.of("fb", "jyj", "old", "rsj", "zf", "cun", "swj", "jd", "new0"));
        boolean defined = events.stream()
                .anyMatch(event ->
                        event.defines() != null && event.defines().code().equals(unit));
        return defined ? unit : "jyj";
    }

    private void act() {
        String unit = unit();
        String subject = pick(List.of("SQ-", "〔2021〕", "WJ/")) + random.nextInt(60);
        String key = unit + " " + subject;
        String type = pick(NAMES);
        String id = String.valueOf(sizes.merge(key, 1, Integer::sum));
        String date = LocalDate.of(2018 + random.nextInt(5), 1, 1)
                .plusDays(random.nextInt(365))
                .toString();
        CountedAct counted = new CountedAct(id, type, date, facts(type));
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("act", stamp(unit, subject, id, date));
        payload.put("data", Map.of("title", "sealed:AAAA\"\\中"));
        payload.put("facts", counted.facts());
        acts.computeIfAbsent(key, one -> new ArrayList<>()).add(counted);
        record("minglu.api." + TYPES.get(type), unit, subject, date, payload, List.of(), List.of(counted));
    }

    private void correct() {
        if (acts.isEmpty()) {
            return;
        }
        String key = pick(List.copyOf(acts.keySet()));
        List<CountedAct> live = acts.get(key);
        if (live.isEmpty()) {
            return;
        }
        String unit = key.substring(0, key.indexOf(' '));
        String subject = key.substring(key.indexOf(' ') + 1);
        CountedAct wrong = live.remove(random.nextInt(live.size()));
        boolean amended = chance(2);
        List<CountedAct> booked = new ArrayList<>();
        if (amended) {
            CountedAct right = new CountedAct(
                    wrong.act(),
                    wrong.type(),
                    chance(2) ? wrong.occurredOn() : "2021-05-0" + (1 + random.nextInt(9)),
                    facts(wrong.type()));
            booked.add(right);
            live.add(right);
        }
        String id = String.valueOf(sizes.merge(key, 1, Integer::sum));
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("act", stamp(unit, subject, id, "2022-11-11"));
        payload.put("data", Map.of("act", wrong.act()));
        payload.put("reversed", List.of(wrong.json()));
        payload.put("booked", booked.stream().map(CountedAct::json).toList());
        String type = amended ? "minglu.api.correction.ActAmended" : "minglu.api.correction.ActRetracted";
        record(type, unit, subject, "2022-11-11", payload, List.of(wrong), booked);
    }

    private void record(
            String type,
            String unit,
            String subject,
            String date,
            Map<String, Object> payload,
            List<CountedAct> reversed,
            List<CountedAct> booked) {
        events.add(new LoggedEvent(
                type, "1", "Subject", unit + "/" + subject, unit, date, payload, null, reversed, booked));
    }

    private static Map<String, Object> stamp(String unit, String subject, String id, String date) {
        Map<String, Object> stamp = new LinkedHashMap<>();
        stamp.put("unit", unit);
        stamp.put("subject", subject);
        stamp.put("id", id);
        stamp.put("occurredOn", date);
        stamp.put("late", false);
        return stamp;
    }

    private Map<String, String> facts(String type) {
        Map<String, String> facts = new LinkedHashMap<>();
        switch (type) {
            case "request-received", "correction-requested", "fee-charged" -> facts.put("applicant", pick(APPLICANTS));
            case "request-decided", "request-transferred" -> {
                facts.put("applicant", pick(APPLICANTS));
                facts.put("outcome", pick(OUTCOMES));
                if (chance(3)) {
                    facts.put("cause", pick(List.of("withdrawn", "merged")));
                }
            }
            case "request-redecided" -> {
                facts.put("applicant", pick(APPLICANTS));
                if (chance(2)) {
                    facts.put("replaces", pick(OUTCOMES));
                    facts.put("outcome", pick(OUTCOMES));
                }
                if (chance(3)) {
                    facts.put("replacesCause", "withdrawn");
                }
            }
            case "fee-paid", "charge-collected" ->
                facts.put("amountYuan", pick(List.of("0.01", "380", "12.5", "10000", "99999.99")));
            case "document-issued", "document-repealed" -> facts.put("kind", pick(KINDS));
            case "documents-opening" -> {
                facts.put("kind", pick(KINDS));
                facts.put("inForce", String.valueOf(random.nextInt(40)));
            }
            case "decision-made" -> facts.put("kind", pick(DECISIONS));
            case "decisions-tallied" -> {
                facts.put("kind", pick(DECISIONS));
                facts.put("count", String.valueOf(1 + random.nextInt(5000)));
            }
            case "item-published" -> {
                facts.put("channel", pick(CHANNELS));
                facts.put("category", "dynamics");
                facts.put("reviewed", String.valueOf(chance(2)));
            }
            case "items-tallied" -> {
                facts.put("channel", pick(CHANNELS));
                facts.put("category", "catalogue");
                facts.put("count", "17");
            }
            case "dispute-filed", "dispute-concluded", "dispute-reopened" -> {
                facts.put("kind", pick(DISPUTES));
                facts.put("role", chance(5) ? "co-defendant" : "original-organ");
                if (type.equals("dispute-concluded")) {
                    facts.put("outcome", pick(CONCLUSIONS));
                }
                if (type.equals("dispute-reopened") && chance(2)) {
                    facts.put("reverses", pick(CONCLUSIONS));
                }
            }
            case "complaint-handled" -> facts.put("channel", "hotline");
            case "training-held" -> {
                if (chance(2)) {
                    facts.put("participants", "30");
                }
            }
            case "oversight-performed" -> facts.put("kind", "inspection");
            case "nil-declared" -> {
                facts.put("year", String.valueOf(2019 + random.nextInt(4)));
                if (chance(2)) {
                    facts.put("month", String.valueOf(1 + random.nextInt(12)));
                }
            }
            default -> {
                // The other types need no facts.
            }
        }
        return facts;
    }

    private boolean chance(int of) {
        return random.nextInt(of) == 0;
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
