#!/bin/sh
# Run once by the PostgreSQL image on an empty data directory: the owner of the tables, and the application's role, which creates
# nothing and cannot change or delete events.
set -eu
owner_password=$(cat /run/secrets/owner_password)
app_password=$(cat /run/secrets/app_password)
psql -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" \
    -v owner_password="$owner_password" -v app_password="$app_password" <<'SQL'
CREATE ROLE minglu_owner LOGIN PASSWORD :'owner_password';
CREATE ROLE minglu_app LOGIN PASSWORD :'app_password';
ALTER DATABASE minglu OWNER TO minglu_owner;
ALTER SCHEMA public OWNER TO minglu_owner;
REVOKE ALL ON DATABASE minglu FROM PUBLIC;
GRANT CONNECT ON DATABASE minglu TO minglu_app;
SQL
