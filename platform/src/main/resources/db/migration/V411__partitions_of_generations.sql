-- Each generation of the read side has tables of its own, <table>_g<generation>. The live one's are the partitions of the tables
-- <table>_row, which the views show; one that is being built stands beside them until it is put in the live one's place. Rows are
-- small: names are numbers, what an event's postings have in common stands once, and what stands in the act is not repeated.

-- Names that stand in many rows.
CREATE TABLE recording_unit (
    id   INTEGER GENERATED ALWAYS AS IDENTITY NOT NULL,
    name VARCHAR(32) COLLATE "C"              NOT NULL,
    CONSTRAINT recording_unit_pk   PRIMARY KEY (id),
    CONSTRAINT recording_unit_name UNIQUE (name)
);
COMMENT ON TABLE recording_unit IS 'Units that recorded something.';
CREATE TABLE recorder (
    id   INTEGER GENERATED ALWAYS AS IDENTITY NOT NULL,
    name VARCHAR(64)                          NOT NULL,
    CONSTRAINT recorder_pk   PRIMARY KEY (id),
    CONSTRAINT recorder_name UNIQUE (name)
);
COMMENT ON COLUMN recorder.name IS 'opaque id of a user who recorded something';

-- Accounts that one act moves together, all by the same amount: a received request is one row on the set {received, open, recorded}.
CREATE TABLE account_set (
    id       INTEGER GENERATED ALWAYS AS IDENTITY NOT NULL,
    accounts INTEGER[]                            NOT NULL,
    CONSTRAINT account_set_pk       PRIMARY KEY (id),
    CONSTRAINT account_set_accounts UNIQUE (accounts)
);
COMMENT ON COLUMN account_set.accounts IS 'numbers of accounts in the order of the postings; negative where the amount is taken away';
CREATE TABLE account_set_line (
    account_set INTEGER  NOT NULL,
    line        SMALLINT NOT NULL,
    account     INTEGER  NOT NULL,
    sign        SMALLINT NOT NULL,
    CONSTRAINT account_set_line_pk PRIMARY KEY (account_set, line)
);
GRANT SELECT, INSERT ON recording_unit, recorder, account_set, account_set_line TO ${appRole};

CREATE FUNCTION list_account_set() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO account_set_line (account_set, line, account, sign)
    SELECT NEW.id, l.line - 1, abs(l.account), sign(l.account)
      FROM unnest(NEW.accounts) WITH ORDINALITY AS l (account, line);
    RETURN NULL;
END
$$;
CREATE TRIGGER account_set_lines AFTER INSERT ON account_set FOR EACH ROW EXECUTE FUNCTION list_account_set();

DROP VIEW posting, posting_sum, event_time, unit_definition, calendar_year, recorded_act;
ALTER TABLE posting_row RENAME TO posting_old;
ALTER TABLE posting_sum_row RENAME TO posting_sum_old;
ALTER TABLE event_time_row RENAME TO event_time_old;
ALTER TABLE unit_definition_row RENAME TO unit_definition_old;
ALTER TABLE calendar_year_row RENAME TO calendar_year_old;
ALTER TABLE recorded_act_row RENAME TO recorded_act_old;

CREATE TABLE posting_row (
    position    BIGINT   NOT NULL,
    amount      BIGINT   NOT NULL,
    unit        INTEGER  NOT NULL,
    account_set INTEGER  NOT NULL,
    occurred_on DATE     NOT NULL,
    generation  INTEGER  NOT NULL,
    line        INTEGER  NOT NULL,
    act         VARCHAR(64) COLLATE "C"
) PARTITION BY LIST (generation);
COMMENT ON COLUMN posting_row.line IS 'orders the rows of one event';
COMMENT ON COLUMN posting_row.act IS 'the act it counts for; null: the one recorded at this position';

CREATE TABLE posting_sum_row (
    amount     BIGINT   NOT NULL,
    block      INTEGER  NOT NULL,
    unit       INTEGER  NOT NULL,
    account    INTEGER  NOT NULL,
    month      DATE     NOT NULL,
    generation INTEGER  NOT NULL,
    level      SMALLINT NOT NULL
) PARTITION BY LIST (generation);
COMMENT ON COLUMN posting_sum_row.month IS 'the first day of the month in which the postings are dated';

-- Stretches of events that were recorded at one time; a stretch may be cut in several rows. recorded_at never decreases.
CREATE TABLE event_time_row (
    position    BIGINT                   NOT NULL,
    last        BIGINT                   NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE NOT NULL,
    generation  INTEGER                  NOT NULL
) PARTITION BY LIST (generation);
COMMENT ON COLUMN event_time_row.position IS 'position of the first of them';
COMMENT ON COLUMN event_time_row.last IS 'position of the last of them';

CREATE TABLE unit_definition_row (
    position        BIGINT      NOT NULL,
    unit            VARCHAR(32) NOT NULL,
    valid_from      INTEGER,
    name            TEXT        NOT NULL,
    kind            VARCHAR(32) NOT NULL,
    parent          VARCHAR(32),
    reporting_from  INTEGER,
    reporting_until INTEGER,
    successor       VARCHAR(32),
    generation      INTEGER     NOT NULL
) PARTITION BY LIST (generation);

CREATE TABLE calendar_year_row (
    position   BIGINT  NOT NULL,
    year       INTEGER NOT NULL,
    definition TEXT    NOT NULL,
    generation INTEGER NOT NULL
) PARTITION BY LIST (generation);
COMMENT ON COLUMN calendar_year_row.definition IS 'JSON of the whole year';

CREATE TABLE recorded_act_row (
    position    BIGINT                  NOT NULL,
    unit        INTEGER                 NOT NULL,
    occurred_on DATE                    NOT NULL,
    generation  INTEGER                 NOT NULL,
    recorded_by INTEGER,
    moved_to    DATE,
    late        BOOLEAN                 NOT NULL,
    subject     VARCHAR(64) COLLATE "C" NOT NULL,
    id          VARCHAR(64) COLLATE "C" NOT NULL,
    type        VARCHAR(32)             NOT NULL,
    data        TEXT                    NOT NULL,
    reason      TEXT,
    corrects    VARCHAR(64) COLLATE "C",
    years       INTEGER[]
) PARTITION BY LIST (generation);
COMMENT ON COLUMN recorded_act_row.data IS 'JSON as the client said it, free texts sealed';
COMMENT ON COLUMN recorded_act_row.corrects IS 'the act a correction corrects';
COMMENT ON COLUMN recorded_act_row.moved_to IS 'the date an amendment gives to the act it corrects';
COMMENT ON COLUMN recorded_act_row.years IS 'of corrections and late acts the years whose figures they count in or move; else null';

GRANT SELECT ON posting_row, posting_sum_row, event_time_row, unit_definition_row, calendar_year_row, recorded_act_row TO ${appRole};

CREATE VIEW posting AS
    SELECT p.position, p.line, l.line AS set_line, l.account, p.occurred_on, p.amount * l.sign AS amount, p.unit, p.act,
           p.account_set
      FROM posting_row p
      JOIN account_set_line l ON l.account_set = p.account_set
     WHERE p.generation = (SELECT generation FROM live_generation);
CREATE VIEW posting_sum AS
    SELECT level, block, account, month, amount, unit
      FROM posting_sum_row
     WHERE generation = (SELECT generation FROM live_generation);
CREATE VIEW event_time AS
    SELECT position, last, recorded_at
      FROM event_time_row
     WHERE generation = (SELECT generation FROM live_generation);
CREATE VIEW unit_definition AS
    SELECT position, unit, valid_from, name, kind, parent, reporting_from, reporting_until, successor
      FROM unit_definition_row
     WHERE generation = (SELECT generation FROM live_generation);
CREATE VIEW calendar_year AS
    SELECT y.position, y.year, y.definition,
           (SELECT t.recorded_at FROM event_time_row t
             WHERE t.generation = y.generation AND t.position <= y.position ORDER BY t.position DESC LIMIT 1) AS recorded_at
      FROM calendar_year_row y
     WHERE y.generation = (SELECT generation FROM live_generation);
CREATE VIEW recorded_act AS
    SELECT a.position, u.name AS unit, a.unit AS unit_no, a.subject, a.id, a.type, a.occurred_on, a.data, a.reason, a.late,
           (SELECT t.recorded_at FROM event_time_row t
             WHERE t.generation = a.generation AND t.position <= a.position ORDER BY t.position DESC LIMIT 1) AS recorded_at,
           (SELECT r.name FROM recorder r WHERE r.id = a.recorded_by) AS recorded_by,
           a.corrects, a.moved_to, a.years
      FROM recorded_act_row a
      JOIN recording_unit u ON u.id = a.unit
     WHERE a.generation = (SELECT generation FROM live_generation);
-- The postings with the position of the act each counts for; those of a correction count for acts before it.
CREATE VIEW posted_act AS
    SELECT CASE WHEN p.act IS NULL THEN p.position
                ELSE (SELECT a.position
                        FROM recorded_act c
                        JOIN recorded_act a ON a.unit_no = c.unit_no AND a.subject = c.subject AND a.id = p.act
                       WHERE c.position = p.position) END AS act,
           p.position, p.account, p.occurred_on, p.amount, p.unit
      FROM posting p;
GRANT SELECT ON posting, posting_sum, event_time, unit_definition, calendar_year, recorded_act, posted_act TO ${appRole};

-- The tables of which each generation has its own.
CREATE FUNCTION read_side_tables() RETURNS TEXT[] LANGUAGE sql IMMUTABLE AS $$
    SELECT ARRAY['posting', 'posting_sum', 'event_time', 'unit_definition', 'calendar_year', 'recorded_act']
$$;

CREATE FUNCTION make_generation(made INTEGER, persistence TEXT) RETURNS VOID
    LANGUAGE plpgsql SET search_path FROM CURRENT AS
$$
DECLARE
    part TEXT;
BEGIN
    FOREACH part IN ARRAY read_side_tables() LOOP
        -- The check spares attaching a look at every row.
        EXECUTE format('CREATE %s TABLE %I (LIKE %I INCLUDING COMMENTS, CHECK (generation = %s))',
                       persistence, part || '_g' || made, part || '_row', made);
        EXECUTE format('GRANT SELECT, INSERT ON %I TO ${appRole}', part || '_g' || made);
    END LOOP;
END
$$;

CREATE FUNCTION make_index(kind TEXT, name TEXT, made INTEGER, suffix TEXT, columns TEXT) RETURNS VOID
    LANGUAGE plpgsql SET search_path FROM CURRENT AS
$$
BEGIN
    EXECUTE format('CREATE %s INDEX %I ON %I %s', kind, name || '_g' || made || suffix, name || '_g' || made, columns);
END
$$;

-- Indexes of one table of a generation, and what the planner should know of it.
CREATE FUNCTION make_indexes(name TEXT, made INTEGER) RETURNS VOID
    LANGUAGE plpgsql SET search_path FROM CURRENT AS
$$
BEGIN
    CASE name
        WHEN 'posting' THEN
            PERFORM make_index('', name, made, '_position_idx', '(position)');
            PERFORM make_index('', name, made, '_place_idx', '(unit, account_set, occurred_on)');
        WHEN 'posting_sum' THEN
            PERFORM make_index('', name, made, '_block_idx', '(level, unit, block)');
        WHEN 'event_time' THEN
            PERFORM make_index('UNIQUE', name, made, '_pk', '(position)');
            PERFORM make_index('', name, made, '_recorded_idx', '(recorded_at)');
        WHEN 'unit_definition' THEN
            PERFORM make_index('UNIQUE', name, made, '_pk', '(position)');
        WHEN 'calendar_year' THEN
            PERFORM make_index('UNIQUE', name, made, '_pk', '(position)');
        WHEN 'recorded_act' THEN
            PERFORM make_index('UNIQUE', name, made, '_pk', '(position)');
            PERFORM make_index('UNIQUE', name, made, '_identity', '(unit, subject, id)');
            PERFORM make_index('', name, made, '_corrects_idx', '(unit, subject, corrects) WHERE corrects IS NOT NULL');
            PERFORM make_index('', name, made, '_notable_idx', '(position) WHERE corrects IS NOT NULL OR late');
            PERFORM make_index('', name, made, '_received_idx', '(unit, occurred_on) WHERE type = ''request-received''');
            PERFORM make_index('', name, made, '_result_idx',
                               '(unit, occurred_on) WHERE type IN (''request-decided'', ''request-transferred'')');
            PERFORM make_index('', name, made, '_moved_idx', '(unit, moved_to) WHERE moved_to IS NOT NULL');
    END CASE;
    EXECUTE format('ANALYZE %I', name || '_g' || made);
END
$$;

CREATE FUNCTION attach_tables(made INTEGER) RETURNS VOID
    LANGUAGE plpgsql SET search_path FROM CURRENT AS
$$
DECLARE
    part TEXT;
BEGIN
    FOREACH part IN ARRAY read_side_tables() LOOP
        EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES IN (%s)', part || '_row', part || '_g' || made, made);
    END LOOP;
END
$$;
REVOKE ALL ON FUNCTION make_generation(INTEGER, TEXT), make_index(TEXT, TEXT, INTEGER, TEXT, TEXT), make_indexes(TEXT, INTEGER),
    attach_tables(INTEGER) FROM PUBLIC;

-- What the application may ask the owner for: only ever about a generation that is being built, or is no longer read.
CREATE FUNCTION verify_building(made INTEGER) RETURNS VOID
    LANGUAGE plpgsql SET search_path FROM CURRENT AS
$$
BEGIN
    IF NOT EXISTS (SELECT FROM read_generation WHERE generation = made AND state = 'building') THEN
        RAISE EXCEPTION 'generation % is not being built', made;
    END IF;
END
$$;

CREATE FUNCTION create_generation(made INTEGER) RETURNS VOID
    LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS
$$
BEGIN
    PERFORM verify_building(made);
    -- One that is only compared need not outlive a crash of the server.
    PERFORM make_generation(made, CASE purpose WHEN 'check' THEN 'UNLOGGED' ELSE '' END)
       FROM read_generation WHERE generation = made;
END
$$;

CREATE FUNCTION index_generation(made INTEGER, name TEXT) RETURNS VOID
    LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT SET maintenance_work_mem = '128MB' AS
$$
BEGIN
    PERFORM verify_building(made);
    PERFORM make_indexes(name, made);
END
$$;

CREATE FUNCTION attach_generation(made INTEGER) RETURNS VOID
    LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS
$$
BEGIN
    PERFORM verify_building(made);
    PERFORM attach_tables(made);
END
$$;

-- Whoever reads holds live_generation from before its snapshot: so nobody who still sees the dropped generation is left when the lock
-- is got. It is waited for so shortly that new readers do not notice; the caller tries again.
CREATE OR REPLACE FUNCTION drop_generation(dropped INTEGER) RETURNS VOID
    LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT SET lock_timeout = '100ms' AS
$$
DECLARE
    part TEXT;
BEGIN
    -- Whoever would put it in the place of the live one waits here, and then finds it no longer building.
    UPDATE read_generation
       SET state = CASE WHEN state = 'building' THEN 'interrupted' ELSE state END,
           finished_at = coalesce(finished_at, now())
     WHERE generation = dropped;
    LOCK TABLE live_generation IN ACCESS EXCLUSIVE MODE;
    IF EXISTS (SELECT FROM live_generation WHERE generation = dropped) THEN
        RAISE EXCEPTION 'generation % is live', dropped;
    END IF;
    FOREACH part IN ARRAY read_side_tables() LOOP
        EXECUTE format('DROP TABLE IF EXISTS %I', part || '_g' || dropped);
    END LOOP;
END
$$;
REVOKE ALL ON FUNCTION verify_building(INTEGER), create_generation(INTEGER), index_generation(INTEGER, TEXT),
    attach_generation(INTEGER) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION create_generation(INTEGER), index_generation(INTEGER, TEXT), attach_generation(INTEGER) TO ${appRole};

-- The rows of the live generation in their new form; others are of no use any more.
UPDATE read_generation SET state = 'interrupted', finished_at = coalesce(finished_at, now()) WHERE state = 'building';
INSERT INTO recording_unit (name)
SELECT unit FROM posting_old UNION SELECT unit FROM recorded_act_old UNION SELECT unit FROM posting_sum_old ORDER BY 1;
INSERT INTO recorder (name) SELECT DISTINCT recorded_by FROM recorded_act_old WHERE recorded_by IS NOT NULL ORDER BY 1;

CREATE TEMPORARY TABLE grouped_posting ON COMMIT DROP AS
SELECT position, min(line) AS line, unit, act, occurred_on, amount, array_agg(account ORDER BY line) AS accounts
  FROM (SELECT p.position, p.line, p.unit, p.occurred_on, abs(p.amount) AS amount,
               CAST(p.account * sign(p.amount) AS INTEGER) AS account,
               -- Without the act there is nothing to say whether it is the act's own posting.
               CASE WHEN a.id IS NULL OR a.id = p.act THEN NULL ELSE p.act END AS act,
               row_number() OVER (PARTITION BY p.position, p.act, p.occurred_on, abs(p.amount), p.account ORDER BY p.line) AS repeat
          FROM posting_old p
          LEFT JOIN recorded_act_old a ON a.generation = p.generation AND a.position = p.position
         WHERE p.generation = (SELECT generation FROM live_generation)) line
 GROUP BY position, unit, act, occurred_on, amount, repeat;
INSERT INTO account_set (accounts) SELECT DISTINCT accounts FROM grouped_posting;

DO $$
DECLARE
    live INTEGER := (SELECT generation FROM live_generation);
    part TEXT;
BEGIN
    PERFORM make_generation(live, '');
    PERFORM attach_tables(live);
    INSERT INTO posting_row (position, amount, unit, account_set, occurred_on, generation, line, act)
    SELECT g.position, g.amount, u.id, s.id, g.occurred_on, live, g.line, g.act
      FROM grouped_posting g
      JOIN recording_unit u ON u.name = g.unit
      JOIN account_set s ON s.accounts = g.accounts
     ORDER BY g.position, g.line;
    INSERT INTO posting_sum_row (amount, block, unit, account, month, generation, level)
    SELECT s.amount, s.block, u.id, s.account, s.month, live, s.level
      FROM posting_sum_old s
      JOIN recording_unit u ON u.name = s.unit
     WHERE s.generation = live
     ORDER BY s.level, s.block, u.id;
    INSERT INTO event_time_row (position, last, recorded_at, generation)
    SELECT min(position), max(position), recorded_at, live
      FROM event_time_old
     WHERE generation = live
     GROUP BY recorded_at
     ORDER BY 1;
    INSERT INTO unit_definition_row
    SELECT position, unit, valid_from, name_of, kind, parent, reporting_from, reporting_until, successor, live
      FROM (SELECT o.*, o.name AS name_of FROM unit_definition_old o WHERE o.generation = live) d;
    INSERT INTO calendar_year_row SELECT position, year, definition, live FROM calendar_year_old WHERE generation = live;
    INSERT INTO recorded_act_row (position, unit, occurred_on, generation, recorded_by, moved_to, late, subject, id, type, data, reason,
                                  corrects, years)
    SELECT a.position, u.id, a.occurred_on, live, r.id, a.moved_to, a.late, a.subject, a.id, a.type, a.data, a.reason, a.corrects,
           CASE WHEN a.corrects IS NOT NULL OR a.late THEN a.years END
      FROM recorded_act_old a
      JOIN recording_unit u ON u.name = a.unit
      LEFT JOIN recorder r ON r.name = a.recorded_by
     WHERE a.generation = live
     ORDER BY a.position;
    FOREACH part IN ARRAY read_side_tables() LOOP
        PERFORM make_indexes(part, live);
        EXECUTE format('DROP TABLE %I', part || '_old');
    END LOOP;
END
$$;
