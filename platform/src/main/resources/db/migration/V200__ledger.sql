-- How far each projection has come. Written in the transaction of its rows.
CREATE TABLE projection_position (
    projection VARCHAR(64) NOT NULL,
    position   BIGINT      NOT NULL,
    CONSTRAINT projection_position_pk PRIMARY KEY (projection),
    CONSTRAINT projection_position_not_negative CHECK (position >= 0)
);
GRANT SELECT, INSERT, UPDATE ON projection_position TO ${appRole};

-- When each event was recorded; recorded_at never decreases along positions.
CREATE TABLE event_time (
    position    BIGINT                   NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT event_time_pk PRIMARY KEY (position)
);
CREATE INDEX event_time_recorded_idx ON event_time (recorded_at);
GRANT SELECT, INSERT ON event_time TO ${appRole};

-- The names of the accounts, so that a posting is small.
CREATE TABLE account (
    id   INTEGER GENERATED ALWAYS AS IDENTITY NOT NULL,
    name VARCHAR(128)                         NOT NULL,
    CONSTRAINT account_pk   PRIMARY KEY (id),
    CONSTRAINT account_name UNIQUE (name)
);
GRANT SELECT, INSERT ON account TO ${appRole};

-- The ledger. Rows are only ever added; what was known at a position is the sum of the rows up to it.
CREATE TABLE posting (
    position    BIGINT      NOT NULL,
    line        INTEGER     NOT NULL,
    account     INTEGER     NOT NULL,
    occurred_on DATE        NOT NULL,
    amount      BIGINT      NOT NULL,
    unit        VARCHAR(32) NOT NULL,
    subject     VARCHAR(64) NOT NULL,
    act         VARCHAR(64) NOT NULL,
    CONSTRAINT posting_pk PRIMARY KEY (position, line)
);
CREATE INDEX posting_unit_idx ON posting (unit, account, occurred_on) INCLUDE (position, amount);
GRANT SELECT, INSERT ON posting TO ${appRole};

-- Every definition of a unit that was ever recorded.
CREATE TABLE unit_definition (
    position        BIGINT      NOT NULL,
    unit            VARCHAR(32) NOT NULL,
    valid_from      INTEGER,
    name            TEXT        NOT NULL,
    kind            VARCHAR(32) NOT NULL,
    parent          VARCHAR(32),
    reporting_from  INTEGER,
    reporting_until INTEGER,
    successor       VARCHAR(32),
    CONSTRAINT unit_definition_pk PRIMARY KEY (position)
);
GRANT SELECT, INSERT ON unit_definition TO ${appRole};
