-- The two roles and their database, as rugpijn/embedded_postgres/new_cluster.py makes them. The owner migrates; the web
-- role reads and writes rows, and `manage.py migrate` takes from it what would change a record.
-- psql -v owner_password=... -v web_password=... -f roles.sql
\set ON_ERROR_STOP on
CREATE ROLE rugpijn LOGIN PASSWORD :'owner_password';
CREATE ROLE rugpijn_web LOGIN PASSWORD :'web_password';
CREATE DATABASE rugpijn OWNER rugpijn TEMPLATE template0 ENCODING 'UTF8'
  LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' LOCALE 'C';
\connect rugpijn
REVOKE ALL ON DATABASE rugpijn FROM PUBLIC;
GRANT CONNECT ON DATABASE rugpijn TO rugpijn_web;
ALTER DEFAULT PRIVILEGES FOR ROLE rugpijn IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO rugpijn_web;
ALTER DEFAULT PRIVILEGES FOR ROLE rugpijn IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO rugpijn_web;
