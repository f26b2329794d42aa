package minglu.query.ledger;

import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import minglu.api.act.Identifiers;
import minglu.api.ledger.Posting;
import minglu.platform.database.CopyRows;
import minglu.query.follow.Dictionaries;
import minglu.query.follow.Fit;
import minglu.query.follow.Generations;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The postings: only ever added, and read as sums. */
@Component
public class Ledger {

    private static final int LONGEST_ACCOUNT = 128;

    /** Blocks of positions by month, of the month of the chosen day the days up to it, and the positions after the last block. */
    private static final String SUMS =
            """
            SELECT u.name AS unit, a.name, sum(s.flow) AS flow, sum(s.opening) AS opening, sum(s.closing) AS closing,
                   sum(s.whole_year) AS whole_year
              FROM (SELECT unit, account,
                           coalesce(sum(amount) FILTER (WHERE occurred_on >= :start AND occurred_on <= :until), 0) AS flow,
                           coalesce(sum(amount) FILTER (WHERE occurred_on < :start), 0) AS opening,
                           coalesce(sum(amount) FILTER (WHERE occurred_on <= :until), 0) AS closing,
                           coalesce(sum(amount) FILTER (WHERE occurred_on >= :start), 0) AS whole_year
                      FROM posting
                     WHERE unit = ANY (:units) AND occurred_on <= :end AND position > :covered AND position <= :position
                     GROUP BY unit, account
                    %s%s) s
              JOIN account a ON a.id = s.account
              JOIN recording_unit u ON u.id = s.unit
             GROUP BY u.name, a.name""";

    private static final String BLOCKS =
            """
            UNION ALL
            SELECT unit, account,
                   coalesce(sum(amount) FILTER (WHERE month >= :start AND month <= :whole), 0),
                   coalesce(sum(amount) FILTER (WHERE month < :start), 0),
                   coalesce(sum(amount) FILTER (WHERE month <= :whole), 0),
                   coalesce(sum(amount) FILTER (WHERE month >= :start), 0)
              FROM posting_sum
             WHERE unit = ANY (:units) AND level = %1$d AND block >= :from%1$d AND block < :to%1$d AND month <= :end
             GROUP BY unit, account
            """;

    private static final String MONTHS =
            """
            UNION ALL
            SELECT unit, account, month, amount
              FROM posting_sum
             WHERE unit = ANY (:units) AND level = %1$d AND block >= :from%1$d AND block < :to%1$d AND account = ANY (:accounts)
               AND month BETWEEN :start AND :end
            """;

    /** By way of all sets of accounts, so that the index leads to the days. */
    private static final String PART_OF_MONTH =
            """
            UNION ALL
            SELECT unit, account, sum(amount), 0, sum(amount), 0
              FROM posting
             WHERE unit = ANY (:units) AND account_set = ANY (ARRAY (SELECT id FROM account_set))
               AND occurred_on >= :month AND occurred_on <= :until AND position <= :covered
             GROUP BY unit, account
            """;

    private final JdbcTemplate jdbc;
    private final JdbcClient client;
    private final Dictionaries names;
    private final AccountSets sets;
    private final PostingSums sums;

    /** The ledger in this database. */
    Ledger(JdbcTemplate jdbc, Dictionaries names, AccountSets sets, PostingSums sums) {
        this.jdbc = jdbc;
        this.client = JdbcClient.create(jdbc);
        this.names = names;
        this.sets = sets;
        this.sums = sums;
    }

    /**
     * The postings of the event at a position.
     *
     * @param act the event's own act
     */
    record Posted(long position, String act, List<Posting> postings) {}

    /**
     * Verifies that a posting can be kept.
     *
     * @throws IllegalStateException if not
     */
    static void verifyFits(Posting posting) {
        Fit.text("unit", posting.unit(), Identifiers.LONGEST_UNIT);
        Fit.text("subject", posting.subject(), Identifiers.LONGEST_NAME);
        Fit.text("act", posting.act(), Identifiers.LONGEST_NAME);
        Fit.text("account", posting.account(), LONGEST_ACCOUNT);
        Fit.date("date", posting.occurredOn());
    }

    /**
     * Adds the postings of the events after one position up to another to a generation, and what sums them up, within the caller's
     * transaction.
     */
    void add(int generation, List<Posted> events, long after, long upTo) {
        insert(generation, events);
        sums.roll(generation, after, upTo);
    }

    /** Adds the postings of an event that was parked, and to whatever sums up others at its position. */
    void addLate(int generation, Posted event) {
        Numbers numbers = insert(generation, List.of(event));
        sums.addLate(generation, event.position(), event.postings(), numbers);
    }

    /** Adds the postings of a whole block of events, or of the last events, to a generation that has no indexes yet. */
    void load(int generation, List<Posted> events, long upTo) {
        Numbers numbers = insert(generation, events);
        sums.load(generation, events, upTo, numbers);
    }

    /** Sums up what {@link #load} did not: the larger blocks up to a position. */
    void complete(int generation, long upTo) {
        sums.rollAbove(generation, 0, upTo);
    }

    /** The numbers of the units and accounts that some events name. */
    record Numbers(Map<String, Integer> units, Map<String, Integer> accounts) {}

    /** What postings of one event have in common that stand in one row; {@code repeat} counts those that move an account again. */
    private record Place(String act, LocalDate occurredOn, long amount, int repeat) {}

    /** A row before its set of accounts has a number. */
    private record Row(long position, int line, String unit, Place place, List<Integer> accounts) {}

    private Numbers insert(int generation, List<Posted> events) {
        Set<String> units = new HashSet<>();
        Set<String> accounts = new HashSet<>();
        for (Posted event : events) {
            for (Posting posting : event.postings()) {
                units.add(posting.unit());
                accounts.add(posting.account());
            }
        }
        Numbers numbers =
                new Numbers(names.units().numbersOrNew(units), names.accounts().numbersOrNew(accounts));
        List<Row> rows = new ArrayList<>(events.size());
        events.forEach(event -> addRows(rows, event, numbers.accounts()));
        write(generation, rows, numbers.units());
        return numbers;
    }

    private static void addRows(List<Row> rows, Posted event, Map<String, Integer> accounts) {
        Map<Place, Row> places = new LinkedHashMap<>();
        int line = 0;
        for (Posting posting : event.postings()) {
            int account = accounts.get(posting.account());
            String act = posting.act().equals(event.act()) ? null : posting.act();
            long amount = Math.absExact(posting.amount());
            Row row = null;
            for (int repeat = 0; row == null; repeat++) {
                Place place = new Place(act, posting.occurredOn(), amount, repeat);
                Row found = places.get(place);
                if (found == null) {
                    row = new Row(event.position(), line, posting.unit(), place, new ArrayList<>(4));
                    places.put(place, row);
                } else if (!found.accounts().contains(account)
                        && !found.accounts().contains(-account)) {
                    row = found;
                }
            }
            row.accounts().add(posting.amount() < 0 ? -account : account);
            line++;
        }
        rows.addAll(places.values());
    }

    private void write(int generation, List<Row> rows, Map<String, Integer> units) {
        Map<List<Integer>, Integer> numbers =
                sets.numbers(rows.stream().map(Row::accounts).collect(Collectors.toSet()));
        CopyRows copied = new CopyRows(
                rows.size(),
                Generations.table("posting", generation),
                "position",
                "amount",
                "unit",
                "account_set",
                "occurred_on",
                "generation",
                "line",
                "act");
        for (Row row : rows) {
            copied.row()
                    .bigint(row.position())
                    .bigint(row.place().amount())
                    .integer(units.get(row.unit()))
                    .integer(numbers.get(row.accounts()))
                    .date(row.place().occurredOn())
                    .integer(generation)
                    .integer(row.line())
                    .text(row.place().act());
        }
        copied.write(jdbc);
    }

    /**
     * What an account came to in the windows of a year.
     *
     * @param flow with a date in the year, up to the chosen day
     * @param opening with a date before the year
     * @param closing with a date up to the chosen day
     * @param wholeYear with a date in the year
     */
    public record Sums(long flow, long opening, long closing, long wholeYear) {

        static final Sums ZERO = new Sums(0, 0, 0, 0);

        Sums plus(Sums other) {
            return new Sums(
                    Math.addExact(flow, other.flow),
                    Math.addExact(opening, other.opening),
                    Math.addExact(closing, other.closing),
                    Math.addExact(wholeYear, other.wholeYear));
        }
    }

    /**
     * The sums of every account of some units.
     *
     * @param units as they recorded
     * @param year the year
     * @param until the chosen day, in the year
     * @param position last position that is taken into account
     * @return by unit, then by account; a unit or account without postings is left out
     */
    public Map<String, AccountSums> sums(Collection<String> units, int year, LocalDate until, long position) {
        Map<String, Map<String, Sums>> found = new HashMap<>();
        long known = Math.min(position, sums.reached());
        boolean monthEnds = until.getDayOfMonth() == until.lengthOfMonth();
        LocalDate month = until.withDayOfMonth(1);
        JdbcClient.StatementSpec query = withBlocks(
                        client.sql(SUMS.formatted(branches(BLOCKS), monthEnds ? "" : PART_OF_MONTH)), known)
                .param("start", Date.valueOf(LocalDate.of(year, 1, 1)))
                .param("until", Date.valueOf(until))
                .param("end", Date.valueOf(LocalDate.of(year, 12, 31)))
                .param("whole", Date.valueOf(monthEnds ? month : month.minusMonths(1)))
                .param("month", Date.valueOf(month))
                .param("position", known)
                .param("units", names.units().numbers(units));
        query.query(row -> {
            found.computeIfAbsent(row.getString("unit"), unit -> new HashMap<>())
                    .put(
                            row.getString("name"),
                            new Sums(
                                    row.getBigDecimal("flow").longValueExact(),
                                    row.getBigDecimal("opening").longValueExact(),
                                    row.getBigDecimal("closing").longValueExact(),
                                    row.getBigDecimal("whole_year").longValueExact()));
        });
        return found.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> new AccountSums(entry.getValue())));
    }

    /** A branch for each level; the text is the same for every position, so that the database plans it once. */
    private String branches(String branch) {
        return IntStream.range(0, sums.blocks().levels())
                .mapToObj(branch::formatted)
                .collect(Collectors.joining());
    }

    private JdbcClient.StatementSpec withBlocks(JdbcClient.StatementSpec query, long known) {
        for (Blocks.Range range : sums.blocks().upTo(known)) {
            query.param("from" + range.level(), range.from()).param("to" + range.level(), range.to());
        }
        return query.param("covered", sums.blocks().covered(known));
    }

    /**
     * Which postings are wanted.
     *
     * @param units of these units, as they recorded
     * @param flows of these accounts those dated from {@code start} to {@code end}
     * @param stocks of these accounts those dated up to {@code end}
     * @param start first day
     * @param end last day
     */
    public record Wanted(Set<String> units, Set<String> flows, Set<String> stocks, LocalDate start, LocalDate end) {}

    /** A posting and the position of the event behind it; subject and act are null while the cases lack that event. */
    public record Booked(long position, Posting posting) {}

    /**
     * The next postings, by position and in the order in which the event gave them.
     *
     * @param wanted which
     * @param after position after which they begin
     * @param upTo last position
     * @param limit most postings
     */
    public List<Booked> booked(Wanted wanted, long after, long upTo, int limit) {
        return client.sql(
                        """
                SELECT p.position, u.name AS unit, r.subject, coalesce(p.act, r.id) AS act, a.name, p.occurred_on, p.amount
                  FROM posting p
                  JOIN account a ON a.id = p.account
                  JOIN recording_unit u ON u.id = p.unit
                  LEFT JOIN recorded_act r ON r.position = p.position
                 WHERE p.position > :after AND p.position <= :upTo AND p.unit = ANY (:units)
                   AND (p.account = ANY (:flows) AND p.occurred_on BETWEEN :start AND :end
                        OR p.account = ANY (:stocks) AND p.occurred_on <= :end)
                 ORDER BY p.position, p.line, p.set_line
                 LIMIT :limit""")
                .param("after", after)
                .param("upTo", upTo)
                .param("units", names.units().numbers(wanted.units()))
                .param("flows", numbers(wanted.flows()))
                .param("stocks", numbers(wanted.stocks()))
                .param("start", Date.valueOf(wanted.start()))
                .param("end", Date.valueOf(wanted.end()))
                .param("limit", limit)
                .query((row, number) -> new Booked(
                        row.getLong("position"),
                        new Posting(
                                row.getString("unit"),
                                row.getString("subject"),
                                row.getString("act"),
                                row.getString("name"),
                                row.getObject("occurred_on", LocalDate.class),
                                row.getLong("amount"))))
                .list();
    }

    /**
     * What accounts came to in the months of a year.
     *
     * @param units as they recorded
     * @param accounts their names
     * @param year the year
     * @param position last position that is taken into account
     * @return by unit, then by account, then by month 1 to 12; sums of 0 are left out
     */
    public Map<String, Map<String, Map<Integer, Long>>> monthly(
            Collection<String> units, Collection<String> accounts, int year, long position) {
        Map<String, Map<String, Map<Integer, Long>>> found = new HashMap<>();
        long known = Math.min(position, sums.reached());
        withBlocks(
                        client.sql(
                                """
                SELECT u.name AS unit, a.name, CAST(extract(month FROM s.month) AS INTEGER) AS month, sum(s.amount) AS amount
                  FROM (SELECT unit, account, occurred_on AS month, amount
                          FROM posting
                         WHERE unit = ANY (:units) AND account = ANY (:accounts)
                           AND occurred_on BETWEEN :start AND :end AND position > :covered AND position <= :position
                        %s) s
                  JOIN account a ON a.id = s.account
                  JOIN recording_unit u ON u.id = s.unit
                 GROUP BY 1, 2, 3
                HAVING sum(s.amount) <> 0"""
                                        .formatted(branches(MONTHS))),
                        known)
                .param("units", names.units().numbers(units))
                .param("accounts", numbers(accounts))
                .param("start", Date.valueOf(LocalDate.of(year, 1, 1)))
                .param("end", Date.valueOf(LocalDate.of(year, 12, 31)))
                .param("position", known)
                .query(row -> {
                    found.computeIfAbsent(row.getString("unit"), unit -> new HashMap<>())
                            .computeIfAbsent(row.getString("name"), account -> new HashMap<>())
                            .put(
                                    row.getInt("month"),
                                    row.getBigDecimal("amount").longValueExact());
                });
        return found;
    }

    /** The numbers that stand for these accounts in the table {@code posting}; an account nobody posted to is left out. */
    public Integer[] numbers(Collection<String> accounts) {
        return names.accounts().numbers(accounts);
    }

    /** The numbers that stand for these units, likewise. */
    public Integer[] unitNumbers(Collection<String> units) {
        return names.units().numbers(units);
    }
}
