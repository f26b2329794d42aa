-- Every act as it was recorded, corrections among them. Rows are only ever added.
CREATE TABLE recorded_act (
    position    BIGINT                   NOT NULL,
    unit        VARCHAR(32)              NOT NULL,
    subject     VARCHAR(64)              NOT NULL,
    id          VARCHAR(64)              NOT NULL,
    type        VARCHAR(32)              NOT NULL,
    occurred_on DATE                     NOT NULL,
    data        TEXT                     NOT NULL,
    reason      TEXT,
    late        BOOLEAN                  NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE NOT NULL,
    recorded_by VARCHAR(64),
    corrects    VARCHAR(64),
    moved_to    DATE,
    years       INTEGER[]                NOT NULL,
    CONSTRAINT recorded_act_pk       PRIMARY KEY (position),
    CONSTRAINT recorded_act_identity UNIQUE (unit, subject, id)
);
COMMENT ON COLUMN recorded_act.data IS 'JSON as the client said it, free texts sealed';
COMMENT ON COLUMN recorded_act.corrects IS 'the act a correction corrects';
COMMENT ON COLUMN recorded_act.moved_to IS 'the date an amendment gives to the act it corrects';
COMMENT ON COLUMN recorded_act.years IS 'the years whose figures the act counts in or moves';
CREATE INDEX recorded_act_corrects_idx ON recorded_act (unit, subject, corrects) WHERE corrects IS NOT NULL;
CREATE INDEX recorded_act_notable_idx ON recorded_act (position) WHERE corrects IS NOT NULL OR late;
GRANT SELECT, INSERT ON recorded_act TO ${appRole};
