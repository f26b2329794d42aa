-- The data key of each subject's free texts, wrapped by the installation's wrapping key. To delete a row is to erase the texts.
CREATE TABLE text_key (
    unit        VARCHAR(32) NOT NULL,
    subject     VARCHAR(64) NOT NULL,
    wrapped_key BYTEA       NOT NULL,
    created_at  TIMESTAMPTZ NOT NULL,
    CONSTRAINT text_key_pk PRIMARY KEY (unit, subject)
);
GRANT SELECT, INSERT, DELETE ON text_key TO ${appRole};

-- Which subjects' keys were erased: a text that a later key of the subject does not open was sealed with an erased one.
CREATE TABLE text_key_erasure (
    unit      VARCHAR(32) NOT NULL,
    subject   VARCHAR(64) NOT NULL,
    erased_at TIMESTAMPTZ NOT NULL,
    CONSTRAINT text_key_erasure_pk PRIMARY KEY (unit, subject, erased_at)
);
GRANT SELECT, INSERT ON text_key_erasure TO ${appRole};
