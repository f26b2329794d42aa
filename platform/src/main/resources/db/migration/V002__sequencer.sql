-- One row: who may write events (epoch) and where the history ends. Each group of events updates it in its own transaction
-- "where epoch = mine"; a take-over raises the epoch, so that an overtaken writer updates nothing.
CREATE TABLE sequencer (
    only_row    BOOLEAN     NOT NULL DEFAULT TRUE,
    epoch       BIGINT      NOT NULL,
    position    BIGINT      NOT NULL,
    recorded_at TIMESTAMPTZ NOT NULL,
    CONSTRAINT sequencer_pk       PRIMARY KEY (only_row),
    CONSTRAINT sequencer_only_row CHECK (only_row),
    CONSTRAINT sequencer_position CHECK (position >= 0)
) WITH (fillfactor = 10); -- Room on the page, so that the constant updates stay on it.

COMMENT ON COLUMN sequencer.epoch IS 'Raised by each take-over.';
COMMENT ON COLUMN sequencer.position IS 'Position of the last event, 0 for an empty history.';
COMMENT ON COLUMN sequencer.recorded_at IS 'When the last event was recorded.';

INSERT INTO sequencer (epoch, position, recorded_at) VALUES (0, 0, 'epoch');

GRANT SELECT, UPDATE ON sequencer TO ${appRole};
