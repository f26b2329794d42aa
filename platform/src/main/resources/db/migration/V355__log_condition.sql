-- How the transparency log stands on the node of its notary, for the nodes that have none. Not evidence: one row, written over.
CREATE TABLE log_condition (
    only_one BOOLEAN     NOT NULL DEFAULT TRUE,
    state    VARCHAR(16) NOT NULL,
    reason   TEXT,
    way_out  TEXT,
    seen_at  TIMESTAMPTZ NOT NULL,
    CONSTRAINT log_condition_pk       PRIMARY KEY (only_one),
    CONSTRAINT log_condition_only_one CHECK (only_one)
);
COMMENT ON COLUMN log_condition.seen_at IS 'by the clock of the database, which all nodes share';
GRANT SELECT, INSERT, UPDATE ON log_condition TO ${appRole};
