-- Roles and databases of Orra on PostgreSQL 15 or newer. Can be run again.
--   psql -v owner_password=... -v user_password=... -v agent_password=... -d postgres -f provision.sql
-- orra_owner owns the schema and runs the migrations, orra_user is the application (row-level
-- security applies), orra_agent is for agents, webhooks and the operator's views.
-- What the two may touch is granted by the migrations, table by table.
\set ON_ERROR_STOP on

SELECT 'CREATE ROLE orra_owner' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'orra_owner') \gexec
SELECT 'CREATE ROLE orra_user' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'orra_user') \gexec
SELECT 'CREATE ROLE orra_agent' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'orra_agent') \gexec
ALTER ROLE orra_owner LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD :'owner_password';
ALTER ROLE orra_user LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD :'user_password';
ALTER ROLE orra_agent LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD :'agent_password';

SELECT 'CREATE DATABASE orra_app OWNER orra_owner ENCODING ''UTF8'' TEMPLATE template0' WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'orra_app') \gexec
SELECT 'CREATE DATABASE orra_market OWNER orra_owner ENCODING ''UTF8'' TEMPLATE template0' WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'orra_market') \gexec
REVOKE ALL ON DATABASE orra_app, orra_market FROM PUBLIC;
GRANT CONNECT ON DATABASE orra_app, orra_market TO orra_user, orra_agent;

\connect orra_app
ALTER SCHEMA public OWNER TO orra_owner;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO orra_user, orra_agent;

\connect orra_market
ALTER SCHEMA public OWNER TO orra_owner;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO orra_user, orra_agent;
