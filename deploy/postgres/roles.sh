#!/bin/sh
# The PostgreSQL image runs this once, when its volume is empty.
set -eu
psql --username "$POSTGRES_USER" --dbname postgres --no-psqlrc --quiet \
  -v owner_password="$OWNER_PASSWORD" -v web_password="$WEB_PASSWORD" -f /opt/rugpijn/roles.sql
