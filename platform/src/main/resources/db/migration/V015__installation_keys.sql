-- By which a node sees whether its directory of keys is that of the installation. From a fingerprint no key can be found.
CREATE TABLE installation_key (
    name        VARCHAR(32) NOT NULL,
    fingerprint BYTEA       NOT NULL,
    CONSTRAINT installation_key_pk PRIMARY KEY (name)
);
GRANT SELECT, INSERT ON installation_key TO ${appRole};
