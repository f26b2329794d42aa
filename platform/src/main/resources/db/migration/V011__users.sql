-- Users are rows, not events: events hold the opaque id only, and a name can be forgotten.
CREATE TABLE users (
    id            UUID        NOT NULL,
    name          VARCHAR(64) NOT NULL,
    password_hash TEXT        NOT NULL,
    roles         TEXT[]      NOT NULL,
    unit          VARCHAR(32),
    created_at    TIMESTAMPTZ NOT NULL,
    changed_at    TIMESTAMPTZ NOT NULL,
    CONSTRAINT users_pk         PRIMARY KEY (id),
    CONSTRAINT users_name       UNIQUE (name),
    CONSTRAINT users_some_roles CHECK (cardinality(roles) > 0)
);
GRANT SELECT, INSERT, UPDATE ON users TO ${appRole};

-- What was done to users, by whom; never changed.
CREATE TABLE user_audit (
    id               BIGINT      GENERATED ALWAYS AS IDENTITY,
    at               TIMESTAMPTZ NOT NULL,
    actor            UUID,
    user_id          UUID        NOT NULL,
    action           VARCHAR(16) NOT NULL,
    password_changed BOOLEAN     NOT NULL,
    roles            TEXT[]      NOT NULL,
    unit             VARCHAR(32),
    CONSTRAINT user_audit_pk     PRIMARY KEY (id),
    CONSTRAINT user_audit_user   FOREIGN KEY (user_id) REFERENCES users (id),
    CONSTRAINT user_audit_action CHECK (action IN ('created', 'changed'))
);
COMMENT ON COLUMN user_audit.actor IS 'id of the user who did it; null: the installation itself, for its first user';
CREATE INDEX user_audit_user_idx ON user_audit (user_id);
GRANT SELECT, INSERT ON user_audit TO ${appRole};
