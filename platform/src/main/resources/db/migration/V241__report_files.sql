-- The documents of published versions, rendered once. Rows are only ever added.
CREATE TABLE report_file (
    unit    VARCHAR(32) COLLATE "C" NOT NULL,
    year    INTEGER                 NOT NULL,
    version INTEGER                 NOT NULL,
    format  VARCHAR(8)              NOT NULL,
    sha256  CHAR(64)                NOT NULL,
    content BYTEA                   NOT NULL,
    CONSTRAINT report_file_pk PRIMARY KEY (unit, year, version, format)
);
GRANT SELECT, INSERT ON report_file TO ${appRole};
