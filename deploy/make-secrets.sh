#!/bin/sh
# Makes the passwords that docker-compose.yml reads from deploy/secrets; those that are there stay. Prints none of them.
set -eu
cd "$(dirname "$0")"
mkdir -p secrets
# Only the owner gets into the directory; within it the containers' users must be able to read.
chmod 700 secrets
for name in postgres_password owner_password app_password admin_password grafana_password; do
    if [ ! -s "secrets/$name" ]; then
        head -c 24 /dev/urandom | base64 | tr -d '\n' | tr '+/' '-_' >"secrets/$name"
        chmod 444 "secrets/$name"
    fi
done
