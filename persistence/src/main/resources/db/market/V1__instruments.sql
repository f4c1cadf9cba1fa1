-- Market data: the same for all tenants, so without row-level security, which TimescaleDB's column store excludes.
revoke all on schema public from public;
grant usage on schema public to "${market_role}";
-- COPY goes through temporary tables.
do $$
begin
    execute format('grant temporary on database %I to %I', current_database(), '${market_role}');
end
$$;

-- The broker's list of the day. Tokens are unsigned 32-bit; the broker gives a token of a contract that expired to
-- another one later, and the row then tells of that.
create table instruments
(
    instrument_token bigint primary key,
    exchange_token   bigint      not null,
    tradingsymbol    text        not null,
    name             text        not null,
    expiry           date,
    strike           numeric     not null,
    tick_size        numeric     not null,
    lot_size         integer     not null,
    instrument_type  text        not null,
    segment          text        not null,
    exchange         text        not null,
    listed_at        timestamptz not null,
    changed_at       timestamptz not null,
    expired_at       timestamptz,
    constraint instruments_token check (instrument_token between 1 and 4294967295)
);

create index instruments_by_symbol on instruments (exchange, tradingsymbol);
create index instruments_by_prefix on instruments (lower(tradingsymbol) text_pattern_ops);

-- One row for each list that was taken over; the newest tells whether the day's is there.
create table instrument_imports
(
    id          bigint generated always as identity primary key,
    day         date        not null,
    imported_at timestamptz not null,
    listed      integer     not null,
    changed     integer     not null,
    expired     integer     not null,
    unreadable  integer     not null
);

grant select, insert, update on instruments to "${market_role}";
grant select, insert on instrument_imports to "${market_role}";
