-- Events that a projection could not take in. A row goes when its event has been taken in after all.
CREATE TABLE parked_event (
    projection VARCHAR(64)              NOT NULL,
    position   BIGINT                   NOT NULL,
    event      TEXT                     NOT NULL,
    unit       VARCHAR(32) COLLATE "C",
    subject    VARCHAR(64) COLLATE "C",
    act        VARCHAR(64) COLLATE "C",
    from_year  INTEGER,
    cause      TEXT                     NOT NULL,
    parked_at  TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
    attempts   INTEGER                  NOT NULL DEFAULT 0,
    tried_at   TIMESTAMP WITH TIME ZONE,
    CONSTRAINT parked_event_pk PRIMARY KEY (position, projection)
);
COMMENT ON COLUMN parked_event.event IS 'class name of the event';
COMMENT ON COLUMN parked_event.unit IS 'the unit whose figures lack it; null: it may be any';
COMMENT ON COLUMN parked_event.from_year IS 'first year whose figures may lack it; null: it may be any';
COMMENT ON COLUMN parked_event.cause IS 'one sentence without free texts';
GRANT SELECT, INSERT, UPDATE, DELETE ON parked_event TO ${appRole};
