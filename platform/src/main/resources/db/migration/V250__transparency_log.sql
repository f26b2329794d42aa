-- The transparency log: one leaf for each event, and what is published of them. Rows are only ever added.
-- An epoch is one tree. There is a second one only where a named person has recovered the log after a loss.
CREATE TABLE log_epoch (
    epoch             INTEGER     NOT NULL,
    origin            TEXT        NOT NULL,
    verifier_key      TEXT        NOT NULL,
    salt_key_id       VARCHAR(16) NOT NULL,
    pseudonym_key_id  VARCHAR(16) NOT NULL,
    recovery          TEXT,
    begun_at          TIMESTAMPTZ NOT NULL,
    CONSTRAINT log_epoch_pk       PRIMARY KEY (epoch),
    CONSTRAINT log_epoch_origin   UNIQUE (origin),
    CONSTRAINT log_epoch_positive CHECK (epoch >= 1),
    CONSTRAINT log_epoch_recovery CHECK ((epoch = 1) = (recovery IS NULL))
);
COMMENT ON COLUMN log_epoch.salt_key_id IS 'tells a key from another without showing it; likewise pseudonym_key_id';
COMMENT ON COLUMN log_epoch.recovery IS 'the signed note that names the epoch before, who recovered and why';

CREATE TABLE log_leaf (
    epoch      INTEGER      NOT NULL,
    leaf_index BIGINT       NOT NULL,
    event_id   VARCHAR(255) NOT NULL,
    leaf       BYTEA        NOT NULL,
    CONSTRAINT log_leaf_pk      PRIMARY KEY (epoch, leaf_index),
    CONSTRAINT log_leaf_event   UNIQUE (epoch, event_id),
    CONSTRAINT log_leaf_index   CHECK (leaf_index >= 0),
    CONSTRAINT log_leaf_length  CHECK (octet_length(leaf) <= 65535)
);
COMMENT ON COLUMN log_leaf.leaf_index IS 'position of the event − 1';

-- Full tiles only; the one at the right edge is computed on reading.
CREATE TABLE log_tile (
    epoch      INTEGER  NOT NULL,
    level      SMALLINT NOT NULL,
    tile_index BIGINT   NOT NULL,
    hashes     BYTEA    NOT NULL,
    root       BYTEA    NOT NULL,
    CONSTRAINT log_tile_pk     PRIMARY KEY (epoch, level, tile_index),
    CONSTRAINT log_tile_hashes CHECK (octet_length(hashes) = 8192),
    CONSTRAINT log_tile_root   CHECK (octet_length(root) = 32)
);

-- Every checkpoint that was published. The one that counts lies in a file outside the database (log-lock).
CREATE TABLE log_checkpoint (
    epoch     INTEGER     NOT NULL,
    size      BIGINT      NOT NULL,
    note      TEXT        NOT NULL,
    signed_at TIMESTAMPTZ NOT NULL,
    CONSTRAINT log_checkpoint_pk   PRIMARY KEY (epoch, size),
    CONSTRAINT log_checkpoint_size CHECK (size >= 0)
);

-- The first time that a checkpoint left the house: alone, in a receipt, in a bundle.
CREATE TABLE log_handed_out (
    epoch INTEGER     NOT NULL,
    size  BIGINT      NOT NULL,
    at    TIMESTAMPTZ NOT NULL,
    CONSTRAINT log_handed_out_pk         PRIMARY KEY (epoch, size),
    CONSTRAINT log_handed_out_checkpoint FOREIGN KEY (epoch, size) REFERENCES log_checkpoint (epoch, size)
);

-- What people did to the log itself.
CREATE TABLE log_intervention (
    id      BIGINT      GENERATED ALWAYS AS IDENTITY,
    at      TIMESTAMPTZ NOT NULL,
    user_id VARCHAR(64) NOT NULL,
    action  VARCHAR(16) NOT NULL,
    reason  TEXT        NOT NULL,
    detail  TEXT        NOT NULL,
    CONSTRAINT log_intervention_pk     PRIMARY KEY (id),
    CONSTRAINT log_intervention_action CHECK (action IN ('recovered', 'adopted'))
);

CREATE TRIGGER log_epoch_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON log_epoch
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER log_leaf_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON log_leaf
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER log_tile_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON log_tile
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER log_checkpoint_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON log_checkpoint
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER log_handed_out_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON log_handed_out
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER log_intervention_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON log_intervention
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

GRANT SELECT, INSERT ON log_epoch, log_leaf, log_tile, log_checkpoint, log_handed_out, log_intervention TO ${appRole};
