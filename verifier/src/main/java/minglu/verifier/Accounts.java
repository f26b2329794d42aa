package minglu.verifier;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The table of accounts, section 6.2 of the format: which lines a counted act comes to. */
final class Accounts {

    private static final Pattern FACT = Pattern.compile("\\{([a-zA-Z]+)}");
    private static final Pattern INTEGER = Pattern.compile("-?(0|[1-9][0-9]{0,14})");
    private static final Pattern YUAN = Pattern.compile("-?(0|[1-9][0-9]{0,14})(\\.[0-9]{1,2})?");
    private static final Pattern YEAR = Pattern.compile("[0-9]{4}");
    private static final Pattern MONTH = Pattern.compile("[1-9]|1[0-2]");
    private static final int DECEMBER = 12;

    /** A condition: the fact is there and, where a value is given, has it. */
    private record Condition(String fact, String is) {

        private boolean holds(Map<String, String> facts) {
            String value = facts.get(fact);
            return is == null ? value != null : is.equals(value);
        }
    }

    private sealed interface Amount {

        BigInteger of(Map<String, String> facts) throws FaultException;
    }

    private record Fixed(BigInteger value) implements Amount {

        @Override
        public BigInteger of(Map<String, String> facts) {
            return value;
        }
    }

    private record Number(String fact, BigInteger absent) implements Amount {

        @Override
        public BigInteger of(Map<String, String> facts) throws FaultException {
            if (absent != null && !facts.containsKey(fact)) {
                return absent;
            }
            return new BigInteger(Accounts.fact(facts, fact, INTEGER));
        }
    }

    private record Fen(String fact) implements Amount {

        @Override
        public BigInteger of(Map<String, String> facts) throws FaultException {
            return new BigDecimal(Accounts.fact(facts, fact, YUAN))
                    .movePointRight(2)
                    .toBigIntegerExact();
        }
    }

    private record Line(String account, Amount amount, List<Condition> conditions, boolean endOfPeriod) {}

    private final Map<String, List<Line>> types = new LinkedHashMap<>();

    private Accounts(Json.Obj table) {
        table.object("types").members().forEach((type, lines) -> {
            List<Line> parsed = new ArrayList<>();
            for (Json line : ((Json.Arr) lines).items()) {
                parsed.add(line((Json.Obj) line));
            }
            types.put(type, List.copyOf(parsed));
        });
    }

    /** The table of this version. */
    static Accounts ofThisVersion() {
        try (InputStream in = Accounts.class.getResourceAsStream("accounts.json")) {
            return new Accounts(Json.parseObject(in.readAllBytes()));
        } catch (IOException | FaultException incomplete) {
            throw new IllegalStateException("the table of accounts is part of the program", incomplete);
        }
    }

    private static Line line(Json.Obj line) {
        List<Condition> conditions = new ArrayList<>();
        if (line.get("if") instanceof Json.Obj one) {
            conditions.add(condition(one));
        } else if (line.get("if") instanceof Json.Arr all) {
            all.items().forEach(one -> conditions.add(condition((Json.Obj) one)));
        }
        return new Line(
                line.string("account"), amount(line.get("amount")), List.copyOf(conditions), line.get("on") != null);
    }

    private static Condition condition(Json.Obj condition) {
        return new Condition(condition.string("fact"), condition.string("is"));
    }

    private static Amount amount(Json amount) {
        if (amount instanceof Json.Num fixed) {
            return new Fixed(new BigInteger(fixed.text()));
        }
        Json.Obj read = (Json.Obj) amount;
        if (read.string("fen") != null) {
            return new Fen(read.string("fen"));
        }
        return new Number(
                read.string("number"),
                read.get("absent") instanceof Json.Num absent ? new BigInteger(absent.text()) : null);
    }

    /** Whether the table lists the type of counted act. */
    boolean knows(String type) {
        return types.containsKey(type);
    }

    /** All types of counted acts. */
    Map<String, ?> types() {
        return types;
    }

    /**
     * Posts a counted act.
     *
     * @param sign 1 where the act holds, −1 where it is reversed
     * @throws FaultException if a fact that is needed is missing or not of its form
     */
    void post(String type, String occurredOn, Map<String, String> facts, int sign, Consumer<Posting> postings)
            throws FaultException {
        for (Line line : types.get(type)) {
            boolean applies = true;
            for (Condition condition : line.conditions()) {
                applies &= condition.holds(facts);
            }
            if (!applies) {
                continue;
            }
            String account = account(line.account(), facts);
            String date = line.endOfPeriod() ? endOfPeriod(facts) : occurredOn;
            BigInteger amount = line.amount().of(facts);
            if (amount.signum() != 0) {
                postings.accept(new Posting(account, date, sign < 0 ? amount.negate() : amount));
            }
        }
    }

    private static String account(String pattern, Map<String, String> facts) throws FaultException {
        if (pattern.indexOf('{') < 0) {
            return pattern;
        }
        StringBuilder account = new StringBuilder();
        Matcher matcher = FACT.matcher(pattern);
        int from = 0;
        while (matcher.find()) {
            account.append(pattern, from, matcher.start()).append(fact(facts, matcher.group(1), null));
            from = matcher.end();
        }
        return account.append(pattern, from, pattern.length()).toString();
    }

    private static String endOfPeriod(Map<String, String> facts) throws FaultException {
        int year = Integer.parseInt(fact(facts, "year", YEAR));
        int month = facts.containsKey("month") ? Integer.parseInt(fact(facts, "month", MONTH)) : DECEMBER;
        return String.format("%04d-%02d-%02d", year, month, Dates.lastDay(year, month));
    }

    private static String fact(Map<String, String> facts, String name, Pattern form) throws FaultException {
        String value = facts.get(name);
        if (value == null) {
            throw new FaultException("缺少计数要素 " + name, "the fact " + name + " is missing");
        }
        if (form != null && !form.matcher(value).matches()) {
            String shown = Text.quote(value);
            throw new FaultException(
                    "计数要素 " + name + " 的值 " + shown + " 格式不正确",
                    "the fact " + name + " has the value " + shown + ", which is not of its form");
        }
        return value;
    }
}
