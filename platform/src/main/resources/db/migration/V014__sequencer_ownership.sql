-- Who owns the sequencer, and whether it lives: several processes may run on one database, and one of them writes.
ALTER TABLE sequencer
    ADD COLUMN owner VARCHAR(128),
    ADD COLUMN beat  BIGINT NOT NULL DEFAULT 0;

COMMENT ON COLUMN sequencer.owner IS 'The process that writes; null after an orderly stop, and in a new database.';
COMMENT ON COLUMN sequencer.beat IS
    'Raised by an idle owner about once a second. Whoever waits takes over when neither beat nor position moves for long enough.';

-- Every take-over: the events after this position, up to the next take-over''s, were written by this process and no other.
CREATE TABLE sequencer_epoch (
    epoch          BIGINT       NOT NULL,
    owner          VARCHAR(128) NOT NULL,
    after_position BIGINT       NOT NULL,
    taken_at       TIMESTAMPTZ  NOT NULL,
    CONSTRAINT sequencer_epoch_pk PRIMARY KEY (epoch)
);

COMMENT ON COLUMN sequencer_epoch.taken_at IS 'By the clock of the database.';

CREATE TRIGGER sequencer_epoch_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON sequencer_epoch
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

GRANT SELECT, INSERT ON sequencer_epoch TO ${appRole};

-- A node that only reads migrates nothing and looks whether the tables are of its own version.
GRANT SELECT ON ${flyway:defaultSchema}.${flyway:table} TO ${appRole};
