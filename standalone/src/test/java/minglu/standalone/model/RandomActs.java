package minglu.standalone.model;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/** Acts as a hurried clerk sends them: mostly lawful ones, but in any order, with slips, repeats and corrections among them. */
final class RandomActs {

    /** Out of twenty acts one goes to a government and one to nobody. */
    private static final List<String> UNITS = Stream.of("jyj:12", "lao:4", "zhi:2", "xiang:1", "wu:1")
            .map(share -> share.split(":"))
            .flatMap(share -> Collections.nCopies(Integer.parseInt(share[1]), share[0]).stream())
            .toList();

    private static final List<String> STEPS = List.of(
            "correction-requested",
            "request-corrected",
            "third-party-consulted",
            "third-party-replied",
            "deadline-extended",
            "answer-delayed",
            "fee-charged",
            "fee-paid",
            "request-decided",
            "request-decided",
            "request-redecided",
            "request-transferred");
    private static final List<String> APPLICANTS =
            PlainForm.APPLICANTS.stream().sorted().toList();
    private static final List<String> OUTCOMES =
            PlainForm.OUTCOMES.stream().sorted().toList();
    private static final List<String> DISPUTES =
            PlainForm.DISPUTES.stream().sorted().toList();
    private static final List<String> REASONS = List.of("录入错误", "补录");
    private static final LocalDate BEGIN = LocalDate.of(2020, 6, 1);

    private final Random random;
    private final List<PlainAct> sent = new ArrayList<>();
    private final List<PlainAct> recorded = new ArrayList<>();
    private final Map<String, LocalDate> clocks = new HashMap<>();
    private int ids;

    RandomActs(Random random) {
        this.random = random;
    }

    /** The next act. */
    PlainAct next() {
        PlainAct act = random.nextInt(12) == 0 && !sent.isEmpty() ? again(one(sent)) : fresh();
        sent.add(act);
        return act;
    }

    /** Tells that an act was recorded, so that most acts go on from there. */
    void recorded(PlainAct act) {
        recorded.add(act);
    }

    /** The same act once more, or another one under its identity. */
    private PlainAct again(PlainAct act) {
        if (random.nextBoolean()) {
            Map<String, Object> data = new HashMap<>(act.data());
            data.computeIfPresent(
                    "amountYuan", (name, value) -> value + (value.toString().contains(".") ? "" : ".00"));
            if (act.type().equals("third-party-consulted")) {
                data.putIfAbsent("with", "third-party");
            }
            return act.with(act.date(), data);
        }
        return random.nextBoolean()
                ? act.with(LocalDate.parse(act.date()).plusDays(1).toString(), act.data())
                : act.with(act.date(), data(act.type()));
    }

    private PlainAct fresh() {
        String unit = one(UNITS);
        String subject = "S-" + random.nextInt(2);
        List<PlainAct> before = (random.nextInt(10) == 0 ? sent : recorded)
                .stream()
                        .filter(act -> act.unit().equals(unit) && act.subject().equals(subject))
                        .toList();
        String type = type(before);
        Map<String, Object> data =
                type.equals("act-retracted") || type.equals("act-amended") ? correction(type, before) : data(type);
        boolean late = random.nextInt(8) == 0;
        boolean needsReason = late || type.startsWith("act-");
        String reason = needsReason ? random.nextInt(20) == 0 ? null : one(REASONS) : null;
        return new PlainAct(
                unit, subject, "A" + ids++, type, date(unit + subject).toString(), spoilt(data), reason, late);
    }

    private String type(List<PlainAct> before) {
        if (before.isEmpty()) {
            return switch (random.nextInt(10)) {
                case 0 -> one(STEPS);
                case 1, 2 -> "dispute-filed";
                case 3 -> one(List.of("charge-collected", "dispute-reopened", "act-retracted"));
                default -> "request-received";
            };
        }
        boolean isDispute = before.get(0).type().startsWith("dispute-");
        return switch (random.nextInt(16)) {
            case 0 -> "act-retracted";
            case 1, 2 -> "act-amended";
            case 4 -> one(List.of("request-received", "dispute-filed", "charge-collected", "request-received"));
            case 5 -> one(STEPS);
            default ->
                isDispute
                        ? one(List.of("dispute-concluded", "dispute-reopened"))
                        : before.get(0).type().equals("charge-collected") ? "charge-collected" : one(STEPS);
        };
    }

    /** Mostly a little later than the last act of the subject; sometimes any day. */
    private LocalDate date(String subject) {
        LocalDate last = clocks.getOrDefault(subject, BEGIN.plusDays(random.nextInt(900)));
        if (random.nextInt(12) == 0) {
            return BEGIN.plusDays(random.nextInt(1600));
        }
        LocalDate day = last.plusDays(random.nextInt(4) == 0 ? random.nextInt(300) : random.nextInt(20));
        clocks.put(subject, day);
        return day;
    }

    private Map<String, Object> correction(String type, List<PlainAct> before) {
        PlainAct target = before.isEmpty() || random.nextInt(15) == 0 ? null : one(before);
        Map<String, Object> data = new HashMap<>();
        data.put("act", target == null ? "A9999" : target.id());
        if (type.equals("act-amended")) {
            if (random.nextBoolean()) {
                data.put("data", spoilt(data(target == null || random.nextInt(15) == 0 ? one(STEPS) : target.type())));
            }
            if (random.nextInt(3) > 0) {
                LocalDate was = target == null ? BEGIN : LocalDate.parse(target.date());
                data.put("occurredOn", was.plusDays(random.nextInt(40) - 20L).toString());
            }
        }
        return data;
    }

    private Map<String, Object> data(String type) {
        Map<String, Object> data = new HashMap<>();
        switch (type) {
            case "request-received" -> {
                data.put("applicant", one(APPLICANTS));
                data.put("channel", one(List.of("mail", "online", "oral")));
                maybe(data, "title", "预算公开");
            }
            case "correction-requested" -> maybe(data, "dueOn", "2022-05-01");
            case "third-party-consulted" -> {
                maybe(data, "with", one(List.of("third-party", "co-author")));
                maybe(data, "party", "水利局");
            }
            case "third-party-replied" -> maybe(data, "consent", random.nextBoolean());
            case "deadline-extended" -> {
                data.put("workingDays", 1L + random.nextInt(20));
                data.put("approvedBy", "主任");
            }
            case "answer-delayed" -> {
                data.put("until", "2023-05-01");
                data.put("approvedBy", "主任");
            }
            case "fee-charged" -> fee(data);
            case "fee-paid" -> maybe(data, "amountYuan", one(List.of("380", "380.00", "100", "10")));
            case "request-decided" -> {
                data.put("outcome", one(OUTCOMES));
                if (data.get("outcome").equals("closed-other")) {
                    maybe(data, "cause", one(List.of("withdrawn", "merged")));
                }
            }
            case "request-redecided" -> data.put("outcome", one(OUTCOMES));
            case "request-transferred" -> maybe(data, "toOrgan", "市档案馆");
            case "dispute-filed" -> {
                data.put("kind", one(DISPUTES));
                data.put(
                        "role",
                        data.get("kind").equals("litigation-after-reconsideration") && random.nextBoolean()
                                ? "co-defendant"
                                : "original-organ");
            }
            case "dispute-concluded" -> data.put("outcome", one(List.of("upheld", "corrected", "other")));
            case "dispute-reopened" -> data.put("instance", "中级人民法院");
            case "charge-collected" -> data.put("amountYuan", random.nextInt(900) + 1 + "." + random.nextInt(10));
            default -> {
                // No members.
            }
        }
        return data;
    }

    private void fee(Map<String, Object> data) {
        switch (random.nextInt(5)) {
            case 0 -> putFee(data, "per-page", 68, "380");
            case 1 -> putFee(data, "per-page", 31, "10.00");
            case 2 -> putFee(data, "per-request", 11, "100");
            case 3 -> putFee(data, "per-request", 1L + random.nextInt(60), one(List.of("100", "200", "300", "400")));
            default -> putFee(data, "per-page", 1L + random.nextInt(250), "380");
        }
    }

    private static void putFee(Map<String, Object> data, String basis, long quantity, String yuan) {
        data.put("basis", basis);
        data.put("quantity", quantity);
        data.put("amountYuan", yuan);
    }

    /** Now and then a slip of form. */
    private Map<String, Object> spoilt(Map<String, Object> data) {
        if (random.nextInt(25) == 0) {
            switch (random.nextInt(5)) {
                case 0 -> data.put("outcome", "refused");
                case 1 -> data.put("cause", "withdrawn");
                case 2 -> data.put("workingDays", 21L);
                case 3 -> data.put("role", "co-defendant");
                default -> data.keySet().stream().sorted().findFirst().ifPresent(data::remove);
            }
        }
        return data;
    }

    private void maybe(Map<String, Object> data, String member, Object value) {
        if (random.nextBoolean()) {
            data.put(member, value);
        }
    }

    private <T> T one(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
