package minglu.query.ledger;

import java.sql.Date;
import java.util.List;
import minglu.api.ledger.Posting;
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
                INSERT INTO posting_sum_row (generation, level, block, unit, account, month, amount)
                SELECT :generation, 0, (position - 1) >> :bits, unit, account,
                       CAST(date_trunc('month', CAST(occurred_on AS TIMESTAMP)) AS DATE), sum(amount)
                  FROM posting_row
                 WHERE generation = :generation AND position > :after AND position <= :upTo
                 GROUP BY 3, 4, 5, 6
                HAVING sum(amount) <> 0""")
                .param("generation", generation)
                .param("bits", blocks.bits(0))
                .param("after", first.from() << blocks.bits(0))
                .param("upTo", first.to() << blocks.bits(0))
                .update();
        for (int level = 1; level < blocks.levels(); level++) {
            Blocks.Range range = blocks.completed(level, after, upTo);
            if (range.isEmpty()) {
                return;
            }
            client.sql(
                            """
                    INSERT INTO posting_sum_row (generation, level, block, unit, account, month, amount)
                    SELECT :generation, :level, block >> :fan, unit, account, month, sum(amount)
                      FROM posting_sum_row
                     WHERE generation = :generation AND level = :below AND block >= :from AND block < :to
                     GROUP BY 3, 4, 5, 6
                    HAVING sum(amount) <> 0""")
                    .param("generation", generation)
                    .param("level", level)
                    .param("below", level - 1)
                    .param("fan", blocks.fan())
                    .param("from", range.from() << blocks.fan())
                    .param("to", range.to() << blocks.fan())
                    .update();
        }
    }

    /** Extends the blocks that are whole already by the postings of an event that was parked, in the caller's transaction. */
    void addLate(int generation, long position, List<Posting> postings, List<Integer> accounts) {
        for (Blocks.Range block : blocks.around(position, reached())) {
            for (int i = 0; i < postings.size(); i++) {
                Posting posting = postings.get(i);
                jdbc.update(
                        "INSERT INTO posting_sum_row (generation, level, block, unit, account, month, amount)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                        generation,
                        block.level(),
                        block.from(),
                        posting.unit(),
                        accounts.get(i),
                        Date.valueOf(posting.occurredOn().withDayOfMonth(1)),
                        posting.amount());
            }
        }
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
