-- Imports of files and the rows they refused. A job is kept for good; its refused rows, which hold the texts of the file, only for
-- a fixed time (minglu.import.keep-rejections).
CREATE TABLE import_job (
    number          BIGINT      GENERATED ALWAYS AS IDENTITY,
    id              UUID        NOT NULL,
    user_id         VARCHAR(64) NOT NULL,
    unit            VARCHAR(32),
    format          VARCHAR(16) NOT NULL,
    header          TEXT,
    byte_order_mark BOOLEAN     NOT NULL,
    dry_run         BOOLEAN     NOT NULL,
    state           VARCHAR(16) NOT NULL,
    started_at      TIMESTAMPTZ NOT NULL,
    finished_at     TIMESTAMPTZ,
    rows_done       BIGINT      NOT NULL,
    rows_read       BIGINT,
    recorded        BIGINT,
    duplicates      BIGINT,
    rejected        BIGINT,
    last_position   BIGINT,
    erased_at       TIMESTAMPTZ,
    CONSTRAINT import_job_pk     PRIMARY KEY (number),
    CONSTRAINT import_job_id     UNIQUE (id),
    CONSTRAINT import_job_state  CHECK (state IN ('running', 'done', 'interrupted')),
    CONSTRAINT import_job_totals CHECK (state <> 'done' OR rows_read = recorded + duplicates + rejected)
);
COMMENT ON COLUMN import_job.unit IS 'unit of the user at that time; null: a user of the whole tree';
COMMENT ON COLUMN import_job.header IS 'columns of the file, separated by commas; null for formats without a header';
COMMENT ON COLUMN import_job.byte_order_mark IS 'whether the file of refused rows begins with one, for spreadsheet programs';
COMMENT ON COLUMN import_job.erased_at IS 'when the refused rows were erased';
GRANT SELECT, INSERT, UPDATE ON import_job TO ${appRole};

CREATE TABLE import_rejection (
    import  BIGINT      NOT NULL,
    row     BIGINT      NOT NULL,
    unit    TEXT,
    subject TEXT,
    act     TEXT,
    code    VARCHAR(64) NOT NULL,
    detail  TEXT        NOT NULL,
    record  BYTEA,
    CONSTRAINT import_rejection_pk  PRIMARY KEY (import, row),
    CONSTRAINT import_rejection_job FOREIGN KEY (import) REFERENCES import_job (number)
);
COMMENT ON COLUMN import_rejection.record IS 'the row of the file in UTF-8; bytes, since a refused row may hold a NUL; null if it was too long to keep';
GRANT SELECT, INSERT, DELETE ON import_rejection TO ${appRole};
