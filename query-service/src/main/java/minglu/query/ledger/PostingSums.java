package minglu.query.ledger;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import minglu.api.ledger.Posting;
import minglu.platform.database.CopyRows;
import minglu.query.follow.Generations;
import minglu.query.follow.Moments;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the postings of blocks of positions come to, by unit, account and month: written when a block becomes whole. */
@Component
public class PostingSums {

    private final JdbcTemplate jdbc;
    private final JdbcClient client;
    private final Blocks blocks;

    PostingSums(JdbcTemplate jdbc, Blocks blocks) {
        this.jdbc = jdbc;
        this.client = JdbcClient.create(jdbc);
        this.blocks = blocks;
    }

    Blocks blocks() {
        return blocks;
    }

    /** How many positions a block of a level holds, as a power of two. */
    public int bits(int level) {
        return blocks.bits(level);
    }

    /** Sums up the blocks that become whole when the postings of these positions have been added, in the caller's transaction. */
    void roll(int generation, long after, long upTo) {
        Blocks.Range first = blocks.completed(0, after, upTo);
        if (first.isEmpty()) {
            return;
        }
        client.sql(
                        """
                INSERT INTO %s (generation, level, block, unit, account, month, amount)
                SELECT :generation, 0, CAST((p.position - 1) >> :bits AS INTEGER), p.unit, l.account,
                       CAST(date_trunc('month', CAST(p.occurred_on AS TIMESTAMP)) AS DATE), sum(p.amount * l.sign)
                  FROM %s p
                  JOIN account_set_line l ON l.account_set = p.account_set
                 WHERE p.position > :after AND p.position <= :upTo
                 GROUP BY 3, 4, 5, 6
                HAVING sum(p.amount * l.sign) <> 0
                 ORDER BY 3, 4"""
                                .formatted(table(generation), Generations.table("posting", generation)))
                .param("generation", generation)
                .param("bits", blocks.bits(0))
                .param("after", first.from() << blocks.bits(0))
                .param("upTo", first.to() << blocks.bits(0))
                .update();
        rollAbove(generation, after, upTo);
    }

    /** Sums up the larger blocks that become whole when the smallest ones have been added. */
    void rollAbove(int generation, long after, long upTo) {
        for (int level = 1; level < blocks.levels(); level++) {
            Blocks.Range range = blocks.completed(level, after, upTo);
            if (range.isEmpty()) {
                return;
            }
            client.sql(
                            """
                    INSERT INTO %1$s (generation, level, block, unit, account, month, amount)
                    SELECT :generation, :level, block >> :fan, unit, account, month, sum(amount)
                      FROM %1$s
                     WHERE level = :below AND block >= :from AND block < :to
                     GROUP BY 3, 4, 5, 6
                    HAVING sum(amount) <> 0
                     ORDER BY 3, 4"""
                                    .formatted(table(generation)))
                    .param("generation", generation)
                    .param("level", level)
                    .param("below", level - 1)
                    .param("fan", blocks.fan())
                    .param("from", range.from() << blocks.fan())
                    .param("to", range.to() << blocks.fan())
                    .update();
        }
    }

    /** A place whose postings are summed up. */
    private record Place(long block, int unit, int account, LocalDate month) {}

    /** Sums up the smallest blocks among some events that are whole, from memory. */
    void load(int generation, List<Ledger.Posted> events, long upTo, Ledger.Numbers numbers) {
        Map<Place, Long> amounts = new HashMap<>();
        for (Ledger.Posted event : events) {
            long block = event.position() - 1 >> blocks.bits(0);
            if (block < upTo >> blocks.bits(0)) {
                for (Posting posting : event.postings()) {
                    amounts.merge(
                            new Place(
                                    block,
                                    numbers.units().get(posting.unit()),
                                    numbers.accounts().get(posting.account()),
                                    posting.occurredOn().withDayOfMonth(1)),
                            posting.amount(),
                            Math::addExact);
                }
            }
        }
        CopyRows rows = rows(generation, amounts.size());
        amounts.entrySet().stream()
                .filter(sum -> sum.getValue() != 0)
                .sorted(Comparator.comparingLong(
                                (Map.Entry<Place, Long> sum) -> sum.getKey().block())
                        .thenComparingInt(sum -> sum.getKey().unit()))
                .forEach(sum -> add(rows, generation, 0, sum.getKey(), sum.getValue()));
        rows.write(jdbc);
    }

    /** Extends the blocks that are whole already by the postings of an event that was parked, in the caller's transaction. */
    void addLate(int generation, long position, List<Posting> postings, Ledger.Numbers numbers) {
        List<Blocks.Range> around = blocks.around(position, reached());
        CopyRows rows = rows(generation, around.size() * postings.size());
        for (Blocks.Range block : around) {
            for (Posting posting : postings) {
                Place place = new Place(
                        block.from(),
                        numbers.units().get(posting.unit()),
                        numbers.accounts().get(posting.account()),
                        posting.occurredOn().withDayOfMonth(1));
                add(rows, generation, block.level(), place, posting.amount());
            }
        }
        rows.write(jdbc);
    }

    private static String table(int generation) {
        return Generations.table("posting_sum", generation);
    }

    private static CopyRows rows(int generation, int expected) {
        return new CopyRows(
                expected, table(generation), "amount", "block", "unit", "account", "month", "generation", "level");
    }

    private static void add(CopyRows rows, int generation, int level, Place place, long amount) {
        rows.row()
                .bigint(amount)
                .integer(Math.toIntExact(place.block()))
                .integer(place.unit())
                .integer(place.account())
                .date(place.month())
                .integer(generation)
                .smallint(level);
    }

    /** The position up to which there are postings, so that blocks up to it are whole. */
    long reached() {
        return client.sql("SELECT position FROM projection_position WHERE projection = :ledger")
                .param("ledger", Moments.LEDGER)
                .query(Long.class)
                .optional()
                .orElse(0L);
    }
}
