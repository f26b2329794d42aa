-- Where each event processor stands. Names as Axon's JdbcTokenStore expects them.
CREATE TABLE TokenEntry (
    processorName VARCHAR(255) NOT NULL,
    segment       INTEGER      NOT NULL,
    token         BYTEA,
    tokenType     VARCHAR(255),
    timestamp     VARCHAR(255),
    owner         VARCHAR(255),
    CONSTRAINT token_pk PRIMARY KEY (processorName, segment)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON TokenEntry TO ${appRole};
