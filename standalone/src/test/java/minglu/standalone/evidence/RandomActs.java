package minglu.standalone.evidence;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import tools.jackson.databind.json.JsonMapper;

/**
 * Acts as clients send them, as lines of NDJSON: subjects of every kind are opened, followed up, amended and retracted in several units
 * and years. Most are accepted; what the rules refuse is refused, as in life.
 *
 * <p>Units: {@code fu} is the office, {@code ju} a department, {@code lao} a department that ends with 2021 and is carried on by {@code ju},
 * {@code chui} is vertical; below the node {@code xiang} stand {@code jia} and, from 2022 on, {@code yi}.
 */
public final class RandomActs {

    /** Definitions of the units, by code; each the body of a PUT. */
    public static final Map<String, String> UNITS = units();

    private static final List<String> RECORDING = List.of("fu", "ju", "lao", "chui", "jia", "yi");
    private static final List<String> APPLICANTS = List.of(
            "natural-person",
            "enterprise",
            "research-institution",
            "social-organisation",
            "legal-service",
            "other-organisation");
    private static final List<String> OUTCOMES = List.of(
            "granted",
            "granted-in-part",
            "refused-state-secret",
            "unavailable-not-held",
            "not-processed-petition",
            "closed-other");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Random random;
    private final List<String> lines = new ArrayList<>();
    private final List<Subject> subjects = new ArrayList<>();

    private static final class Subject {
        private final String unit;
        private final String name;
        private final String kind;
        private LocalDate day;
        private int acts;
        private String state = "open";
        private boolean retracted;

        Subject(String unit, String name, String kind, LocalDate day) {
            this.unit = unit;
            this.name = name;
            this.kind = kind;
            this.day = day;
        }
    }

    private RandomActs(Random random) {
        this.random = random;
    }

    private static Map<String, String> units() {
        Map<String, String> units = new LinkedHashMap<>();
        units.put("district", "{\"name\":\"某区\",\"kind\":\"government\"}");
        units.put("ju", "{\"name\":\"教育局\",\"kind\":\"department\",\"reportingFrom\":2020}");
        units.put("fu", "{\"name\":\"区政府办\",\"kind\":\"office\",\"reportingFrom\":2020}");
        units.put(
                "lao",
                "{\"name\":\"旧局\",\"kind\":\"department\",\"reportingFrom\":2020,\"reportingUntil\":2021,\"successor\":\"ju\"}");
        units.put("chui", "{\"name\":\"税务局\",\"kind\":\"vertical\",\"reportingFrom\":2020}");
        units.put("xiang", "{\"name\":\"甲乡政府\",\"kind\":\"government\"}");
        units.put("jia", "{\"name\":\"甲站\",\"kind\":\"township\",\"parent\":\"xiang\",\"reportingFrom\":2020}");
        units.put("yi", "{\"name\":\"乙站\",\"kind\":\"township\",\"parent\":\"xiang\",\"reportingFrom\":2022}");
        return units;
    }

    /** Acts by seed: always the same for the same seed and number. */
    public static List<String> of(long seed, int acts) {
        RandomActs made = new RandomActs(new Random(seed));
        while (made.lines.size() < acts) {
            made.step();
        }
        return made.lines;
    }

    private void step() {
        if (subjects.isEmpty() || random.nextInt(10) < 5) {
            open();
            return;
        }
        Subject subject = subjects.get(random.nextInt(subjects.size()));
        switch (random.nextInt(6)) {
            case 0 -> amend(subject);
            case 1 -> retract(subject);
            default -> follow(subject);
        }
    }

    private void open() {
        String unit = one(RECORDING);
        LocalDate from = LocalDate.of(unit.equals("yi") ? 2022 : 2020, 1, 2);
        LocalDate day = from.plusDays(random.nextInt(unit.equals("lao") ? 700 : 1_000));
        String kind =
                one(List.of("request", "request", "request", "document", "decision", "item", "dispute", "series"));
        Subject subject = new Subject(unit, kind.charAt(0) + "-" + subjects.size(), kind, day);
        subjects.add(subject);
        switch (kind) {
            case "request" ->
                act(
                        subject,
                        "request-received",
                        data("applicant", one(APPLICANTS), "channel", "mail", "title", "关于校车"));
            case "document" ->
                act(subject, "document-issued", data("kind", one(List.of("normative", "regulation")), "title", "办法"));
            case "decision" ->
                act(subject, "decision-made", data("kind", one(List.of("licence", "penalty", "coercion"))));
            case "item" -> act(subject, "item-published", data("channel", "website", "category", "dynamics"));
            case "dispute" -> act(subject, "dispute-filed", data("kind", "reconsideration", "role", "original-organ"));
            default -> series(subject);
        }
    }

    private void series(Subject subject) {
        switch (random.nextInt(4)) {
            case 0 ->
                act(
                        subject,
                        "decisions-tallied",
                        data("kind", "licence", "count", 1 + random.nextInt(40), "evidence", "台账"));
            case 1 ->
                act(
                        subject,
                        "charge-collected",
                        data("amountYuan", random.nextInt(9_000) + 1 + "." + random.nextInt(10)));
            case 2 -> act(subject, "training-held", data("topic", "培训", "participants", random.nextInt(50)));
            default ->
                act(
                        subject,
                        "items-tallied",
                        data("channel", "wechat", "category", "other", "count", 3, "evidence", "台账"));
        }
    }

    private void follow(Subject subject) {
        subject.day = subject.day.plusDays(random.nextInt(120));
        switch (subject.kind) {
            case "request" -> {
                if (subject.state.equals("open")) {
                    act(subject, "request-decided", decided());
                    subject.state = "closed";
                } else {
                    act(subject, "request-redecided", data("outcome", one(OUTCOMES)));
                }
            }
            case "document" -> act(subject, "document-repealed", data("cause", "repealed"));
            case "item" -> act(subject, "item-withdrawn", data());
            case "dispute" -> {
                boolean open = subject.state.equals("open");
                act(
                        subject,
                        open ? "dispute-concluded" : "dispute-reopened",
                        open ? data("outcome", one(List.of("upheld", "corrected", "other"))) : data("instance", "二审"));
                subject.state = open ? "concluded" : "open";
            }
            case "series" -> series(subject);
            default -> {
                // Nothing follows a decision.
            }
        }
    }

    private Map<String, Object> decided() {
        String outcome = one(OUTCOMES);
        return outcome.equals("closed-other")
                ? data("outcome", outcome, "cause", "withdrawn")
                : data("outcome", outcome);
    }

    private void amend(Subject subject) {
        if (subject.kind.equals("request")) {
            correct(
                    subject,
                    "act-amended",
                    data("act", "1", "data", data("applicant", one(APPLICANTS), "channel", "online")));
        } else if (subject.kind.equals("decision")) {
            correct(
                    subject,
                    "act-amended",
                    data("act", "1", "occurredOn", subject.day.plusDays(1).toString()));
        }
    }

    private void retract(Subject subject) {
        if (!subject.retracted && subject.acts > 0) {
            subject.retracted = true;
            correct(subject, "act-retracted", data("act", Integer.toString(subject.acts)));
        }
    }

    private void correct(Subject subject, String type, Map<String, Object> data) {
        line(subject, type, LocalDate.of(2024, 6, 1), data, "录入有误");
    }

    private void act(Subject subject, String type, Map<String, Object> data) {
        line(subject, type, subject.day, data, null);
    }

    private void line(Subject subject, String type, LocalDate day, Map<String, Object> data, String reason) {
        subject.acts++;
        Map<String, Object> act = new LinkedHashMap<>();
        act.put("unit", subject.unit);
        act.put("subject", subject.name);
        act.put("id", Integer.toString(subject.acts));
        act.put("type", type);
        act.put("occurredOn", day.toString());
        act.put("data", data);
        act.put("reason", reason);
        lines.add(JSON.writeValueAsString(act));
    }

    private static Map<String, Object> data(Object... namesAndValues) {
        Map<String, Object> data = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            data.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return data;
    }

    private <T> T one(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
