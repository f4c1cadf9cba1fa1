#!/bin/sh
# Run once by the database's image on an empty data folder: roles and databases, as on any other server.
set -eu
psql -v ON_ERROR_STOP=1 -U "$POSTGRES_USER" -d postgres \
  -v owner_password="$(cat /run/secrets/database_owner_password)" \
  -v user_password="$(cat /run/secrets/database_password)" \
  -v agent_password="$(cat /run/secrets/database_agent_password)" \
  -f /etc/orra/provision.sql

# On TimescaleDB's image: only a superuser may add it.
if [ "$(psql -U "$POSTGRES_USER" -d postgres -Atc "select count(*) from pg_available_extensions where name = 'timescaledb'")" = 1 ]; then
  psql -v ON_ERROR_STOP=1 -U "$POSTGRES_USER" -d orra_market -c 'create extension if not exists timescaledb'
fi
