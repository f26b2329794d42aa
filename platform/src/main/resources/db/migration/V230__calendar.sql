-- Years of the calendar that administrators added or changed. Rows are only ever added; the latest one known of a year holds.
CREATE TABLE calendar_year (
    position    BIGINT                   NOT NULL,
    year        INTEGER                  NOT NULL,
    definition  TEXT                     NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT calendar_year_pk PRIMARY KEY (position)
);
COMMENT ON COLUMN calendar_year.definition IS 'JSON of the whole year';
GRANT SELECT, INSERT ON calendar_year TO ${appRole};
