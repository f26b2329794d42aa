-- The history. Table and column names are those of Axon's JdbcEventStorageEngine, which reads it.
-- globalIndex has no default: the sequencer alone numbers events, so a stock engine that tries to append is refused.
CREATE TABLE DomainEventEntry (
    globalIndex         BIGINT       NOT NULL,
    aggregateIdentifier VARCHAR(255) NOT NULL,
    sequenceNumber      BIGINT       NOT NULL,
    type                VARCHAR(255),
    eventIdentifier     VARCHAR(255) NOT NULL,
    metaData            BYTEA,
    payload             BYTEA        NOT NULL,
    payloadRevision     VARCHAR(255),
    payloadType         VARCHAR(255) NOT NULL,
    timeStamp           VARCHAR(255) NOT NULL,
    CONSTRAINT domain_event_pk            PRIMARY KEY (globalIndex),
    CONSTRAINT domain_event_aggregate_seq UNIQUE (aggregateIdentifier, sequenceNumber),
    CONSTRAINT domain_event_identifier    UNIQUE (eventIdentifier),
    CONSTRAINT domain_event_position      CHECK (globalIndex >= 1)
);

COMMENT ON COLUMN DomainEventEntry.globalIndex IS 'The position: 1, 2, 3, … without a gap, in the order of commits.';
COMMENT ON COLUMN DomainEventEntry.timeStamp IS
    'When it was recorded, ISO-8601 in UTC with 6 decimals; never decreases along positions. Not a business date.';

-- Also for other tables that are only ever appended to.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'insufficient_privilege';
END
$$;

CREATE TRIGGER domain_event_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON DomainEventEntry
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Axon asks for a snapshot on each load of an aggregate. Snapshots are a copy, not evidence: they may be deleted.
CREATE TABLE SnapshotEventEntry (
    aggregateIdentifier VARCHAR(255) NOT NULL,
    sequenceNumber      BIGINT       NOT NULL,
    type                VARCHAR(255) NOT NULL,
    eventIdentifier     VARCHAR(255) NOT NULL,
    metaData            BYTEA,
    payload             BYTEA        NOT NULL,
    payloadRevision     VARCHAR(255),
    payloadType         VARCHAR(255) NOT NULL,
    timeStamp           VARCHAR(255) NOT NULL,
    CONSTRAINT snapshot_event_pk         PRIMARY KEY (aggregateIdentifier, sequenceNumber),
    CONSTRAINT snapshot_event_identifier UNIQUE (eventIdentifier)
);

GRANT SELECT, INSERT ON DomainEventEntry TO ${appRole};
GRANT SELECT, INSERT, DELETE ON SnapshotEventEntry TO ${appRole};
