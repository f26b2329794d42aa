-- Which event store the tokens, positions and read models of this database belong to. Written at the first start, never changed.
CREATE TABLE event_store (
    only_row BOOLEAN     NOT NULL DEFAULT TRUE,
    kind     VARCHAR(16) NOT NULL,
    CONSTRAINT event_store_pk       PRIMARY KEY (only_row),
    CONSTRAINT event_store_only_row CHECK (only_row),
    CONSTRAINT event_store_kind     CHECK (kind IN ('postgresql', 'axon-server'))
);
INSERT INTO event_store (kind) SELECT 'postgresql' FROM sequencer WHERE position > 0;
GRANT SELECT, INSERT ON event_store TO ${appRole};
