-- Who read which case or took what out of the house; never the data themselves. Nodes that may write nothing else write here.
CREATE TABLE access_log (
    id      BIGINT       GENERATED ALWAYS AS IDENTITY,
    at      TIMESTAMPTZ  NOT NULL,
    user_id VARCHAR(64)  NOT NULL,
    action  VARCHAR(32)  NOT NULL,
    unit    VARCHAR(32),
    subject VARCHAR(64),
    query   TEXT,
    status  SMALLINT     NOT NULL,
    CONSTRAINT access_log_pk     PRIMARY KEY (id),
    CONSTRAINT access_log_status CHECK (status BETWEEN 100 AND 599)
);
COMMENT ON COLUMN access_log.action IS 'what was read, for example case, cases, evidence';
COMMENT ON COLUMN access_log.query IS 'the parameters of the request; null for none';
COMMENT ON COLUMN access_log.status IS 'HTTP status of the answer: 200 read, 403 and 404 refused';
CREATE INDEX access_log_at_idx ON access_log (at, id);

CREATE TRIGGER access_log_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON access_log
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

GRANT SELECT, INSERT ON access_log TO ${appRole};
