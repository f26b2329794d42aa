-- When each running import was heard of last, so that other nodes notice that one died with its process.
CREATE TABLE import_life (
    import  BIGINT      NOT NULL,
    seen_at TIMESTAMPTZ NOT NULL,
    CONSTRAINT import_life_pk PRIMARY KEY (import)
);
COMMENT ON COLUMN import_life.import IS 'number of the row in import_job';
GRANT SELECT, INSERT, UPDATE, DELETE ON import_life TO ${appRole};
