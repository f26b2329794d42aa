-- When the last event was recorded that a projection has applied. Clocks of several writers need not agree, but what comes later
-- in the history never counts as recorded earlier.
CREATE TABLE projection_time (
    projection  VARCHAR(64) NOT NULL,
    recorded_at TIMESTAMPTZ NOT NULL,
    CONSTRAINT projection_time_pk PRIMARY KEY (projection)
);
GRANT SELECT, INSERT, UPDATE ON projection_time TO ${appRole};
