-- The steps of returns and reports, as they were recorded. Rows are only ever added; what was known at a position is found among
-- the rows up to it.
CREATE TABLE sign_off (
    position    BIGINT                   NOT NULL,
    kind        VARCHAR(8)               NOT NULL,
    unit        VARCHAR(32) COLLATE "C"  NOT NULL,
    year        INTEGER                  NOT NULL,
    step        VARCHAR(16)              NOT NULL,
    version     INTEGER                  NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE NOT NULL,
    taken_by    VARCHAR(64)              NOT NULL,
    role        VARCHAR(16)              NOT NULL,
    comment     TEXT,
    figures     TEXT,
    content     TEXT,
    CONSTRAINT sign_off_pk   PRIMARY KEY (position),
    CONSTRAINT sign_off_kind CHECK (kind IN ('return', 'report'))
);
COMMENT ON COLUMN sign_off.taken_by IS 'opaque id of the user';
COMMENT ON COLUMN sign_off.comment IS 'sealed';
COMMENT ON COLUMN sign_off.figures IS 'JSON of the figures kept with the step; null for a step that stands on none';
COMMENT ON COLUMN sign_off.content IS 'canonical JSON of a signed version of a report; else null';
CREATE INDEX sign_off_stream_idx ON sign_off (kind, year, unit, position);
GRANT SELECT, INSERT ON sign_off TO ${appRole};

-- What was written for the report of a unit and year: texts, justifications, reference figures. The last row of a kind counts.
CREATE TABLE report_note (
    position BIGINT                  NOT NULL,
    unit     VARCHAR(32) COLLATE "C" NOT NULL,
    year     INTEGER                 NOT NULL,
    kind     VARCHAR(16)             NOT NULL,
    body     TEXT                    NOT NULL,
    CONSTRAINT report_note_pk   PRIMARY KEY (position),
    CONSTRAINT report_note_kind CHECK (kind IN ('texts', 'justifications', 'reference'))
);
COMMENT ON COLUMN report_note.body IS 'JSON, free texts sealed';
CREATE INDEX report_note_idx ON report_note (unit, year, kind, position);
GRANT SELECT, INSERT ON report_note TO ${appRole};
