package minglu.query.ledger;

import java.sql.Date;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import minglu.api.act.Identifiers;
import minglu.api.ledger.Posting;
import minglu.query.follow.CopyRows;
import minglu.query.follow.Fit;
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
            SELECT s.unit, a.name, sum(s.flow) AS flow, sum(s.opening) AS opening, sum(s.closing) AS closing,
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
             GROUP BY s.unit, a.name""";

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

    /** By way of all accounts, so that the index leads to the days. */
    private static final String PART_OF_MONTH =
            """
            UNION ALL
            SELECT unit, account, sum(amount), 0, sum(amount), 0
              FROM posting
             WHERE unit = ANY (:units) AND account = ANY (ARRAY (SELECT id FROM account))
               AND occurred_on >= :month AND occurred_on <= :until AND position <= :covered
             GROUP BY unit, account
            """;

    private final JdbcTemplate jdbc;
    private final JdbcClient client;
    private final AccountDictionary accounts;
    private final PostingSums sums;

    /** The ledger in this database. */
    public Ledger(JdbcTemplate jdbc, PostingSums sums) {
        this.jdbc = jdbc;
        this.client = JdbcClient.create(jdbc);
        this.sums = sums;
        this.accounts = new AccountDictionary(client);
    }

    /** The postings of the event at a position. */
    record Posted(long position, List<Posting> postings) {}

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
        Map<String, Integer> numbers = insert(generation, List.of(event));
        sums.addLate(
                generation,
                event.position(),
                event.postings(),
                event.postings().stream()
                        .map(posting -> numbers.get(posting.account()))
                        .toList());
    }

    private Map<String, Integer> insert(int generation, List<Posted> events) {
        Set<String> names = events.stream()
                .flatMap(event -> event.postings().stream())
                .map(Posting::account)
                .collect(Collectors.toSet());
        Map<String, Integer> numbers = accounts.numbersOrNew(names);
        CopyRows rows = new CopyRows(
                2 * events.size(),
                "posting_row",
                "generation",
                "position",
                "line",
                "account",
                "occurred_on",
                "amount",
                "unit",
                "subject",
                "act");
        for (Posted event : events) {
            int line = 0;
            for (Posting posting : event.postings()) {
                rows.row()
                        .integer(generation)
                        .bigint(event.position())
                        .integer(line++)
                        .integer(numbers.get(posting.account()))
                        .date(posting.occurredOn())
                        .bigint(posting.amount())
                        .text(posting.unit())
                        .text(posting.subject())
                        .text(posting.act());
            }
        }
        rows.write(jdbc);
        return numbers;
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
                .param("units", units.toArray(String[]::new));
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

    /** A posting and the position of the event behind it. */
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
                SELECT p.position, p.unit, p.subject, p.act, a.name, p.occurred_on, p.amount
                  FROM posting p
                  JOIN account a ON a.id = p.account
                 WHERE p.position > :after AND p.position <= :upTo AND p.unit = ANY (:units)
                   AND (p.account = ANY (:flows) AND p.occurred_on BETWEEN :start AND :end
                        OR p.account = ANY (:stocks) AND p.occurred_on <= :end)
                 ORDER BY p.position, p.line
                 LIMIT :limit""")
                .param("after", after)
                .param("upTo", upTo)
                .param("units", wanted.units().toArray(String[]::new))
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
                SELECT s.unit, a.name, CAST(extract(month FROM s.month) AS INTEGER) AS month, sum(s.amount) AS amount
                  FROM (SELECT unit, account, occurred_on AS month, amount
                          FROM posting
                         WHERE unit = ANY (:units) AND account = ANY (:accounts)
                           AND occurred_on BETWEEN :start AND :end AND position > :covered AND position <= :position
                        %s) s
                  JOIN account a ON a.id = s.account
                 GROUP BY 1, 2, 3
                HAVING sum(s.amount) <> 0"""
                                        .formatted(branches(MONTHS))),
                        known)
                .param("units", units.toArray(String[]::new))
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
    public Integer[] numbers(Collection<String> names) {
        return accounts.numbers(names).toArray(Integer[]::new);
    }
}
