-- What the postings of a block of positions come to, so that a state of knowledge anywhere in the history is read as some blocks and a
-- short tail. Level 0 holds blocks of 2^12 positions, each level above blocks 2^4 times as large; block b of size s holds the positions
-- after b * s up to (b + 1) * s. Rows are only ever added; several of the same place are summed by the reader.
CREATE TABLE posting_sum_row (
    level      SMALLINT    NOT NULL,
    block      BIGINT      NOT NULL,
    account    INTEGER     NOT NULL,
    month      DATE        NOT NULL,
    amount     BIGINT      NOT NULL,
    unit       VARCHAR(32) COLLATE "C" NOT NULL,
    generation INTEGER     NOT NULL
);
COMMENT ON COLUMN posting_sum_row.month IS 'the first day of the month in which the postings are dated';
CREATE INDEX posting_sum_idx ON posting_sum_row (generation, unit, level, block) INCLUDE (account, month, amount);
GRANT SELECT, INSERT ON posting_sum_row TO ${appRole};
CREATE VIEW posting_sum AS
    SELECT level, block, account, month, amount, unit
      FROM posting_sum_row
     WHERE generation = (SELECT generation FROM live_generation);
GRANT SELECT ON posting_sum TO ${appRole};

INSERT INTO posting_sum_row (generation, level, block, unit, account, month, amount)
SELECT p.generation, l.level, (p.position - 1) >> (12 + 4 * l.level), p.unit, p.account,
       CAST(date_trunc('month', CAST(p.occurred_on AS TIMESTAMP)) AS DATE), sum(p.amount)
  FROM posting_row p
 CROSS JOIN generate_series(0, 2) AS l (level)
 WHERE p.generation = (SELECT generation FROM live_generation)
   AND (((p.position - 1) >> (12 + 4 * l.level)) + 1) << (12 + 4 * l.level)
       <= (SELECT position FROM projection_position WHERE projection = 'ledger')
 GROUP BY 1, 2, 3, 4, 5, 6
HAVING sum(p.amount) <> 0;

CREATE OR REPLACE FUNCTION drop_generation(dropped INTEGER) RETURNS VOID
    LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS
$$
BEGIN
    -- Whoever would put it in the place of the live one waits here, and then finds it no longer building.
    UPDATE read_generation
       SET state = CASE WHEN state = 'building' THEN 'interrupted' ELSE state END,
           finished_at = coalesce(finished_at, now())
     WHERE generation = dropped;
    IF EXISTS (SELECT FROM live_generation WHERE generation = dropped) THEN
        RAISE EXCEPTION 'generation % is live', dropped;
    END IF;
    DELETE FROM posting_row WHERE generation = dropped;
    DELETE FROM posting_sum_row WHERE generation = dropped;
    DELETE FROM event_time_row WHERE generation = dropped;
    DELETE FROM unit_definition_row WHERE generation = dropped;
    DELETE FROM calendar_year_row WHERE generation = dropped;
    DELETE FROM recorded_act_row WHERE generation = dropped;
END
$$;
