-- Where each event stands in the whole history, for an event store that tells a writer only the place in its own stream.
-- Filled by a follower of the history; empty where PostgreSQL is the event store.
CREATE TABLE receipt_index (
    position    BIGINT       NOT NULL,
    stream      VARCHAR(255) COLLATE "C" NOT NULL,
    sequence    BIGINT       NOT NULL,
    recorded_at TIMESTAMPTZ  NOT NULL,
    CONSTRAINT receipt_index_pk       PRIMARY KEY (position),
    CONSTRAINT receipt_index_place    UNIQUE (stream, sequence),
    CONSTRAINT receipt_index_position CHECK (position >= 1)
);
COMMENT ON COLUMN receipt_index.recorded_at IS 'running maximum of the times that the writers gave; never decreases along positions';
GRANT SELECT, INSERT ON receipt_index TO ${appRole};
