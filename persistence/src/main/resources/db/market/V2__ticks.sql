-- Ticks, once for each instrument however many tenants saw them. Prices are whole units of the instrument's segment
-- (paise; 1/10,000,000 rupee for CDS, 1/10,000 for BCD), so exact. A field that the packet lacked is null.
--
-- "at" is the exchange's time (whole seconds); for packets without one, the second of arrival. The fingerprint is made
-- of all that the packet held, depth included, and the occurrence tells the packets of one content and one second apart.
-- The four together are one tick, whoever saw it: what comes again finds itself there.
do $$
declare
    with_timescale boolean := exists (select from pg_extension where extname = 'timescaledb');
begin
    execute $ticks$
        create table ticks
        (
            instrument_token bigint      not null,
            at               timestamptz not null,
            fingerprint      bigint      not null,
            received_at      timestamptz not null,
            last_price       bigint      not null,
            last_quantity    bigint,
            average_price    bigint,
            volume           bigint,
            buy_quantity     bigint,
            sell_quantity    bigint,
            open_interest    bigint,
            bid_price        bigint,
            bid_quantity     bigint,
            ask_price        bigint,
            ask_quantity     bigint,
            occurrence       smallint    not null,
            mode             smallint    not null,
            primary key (instrument_token, at, fingerprint, occurrence)
        )$ticks$ || case when with_timescale then '' else ' partition by range (at)' end;
    if with_timescale then
        execute $hypertable$ select create_hypertable('ticks', 'at', chunk_time_interval => interval '1 day') $hypertable$;
        execute $column_store$
            alter table ticks set (timescaledb.compress, timescaledb.compress_segmentby = 'instrument_token',
                timescaledb.compress_orderby = 'at, fingerprint, occurrence')$column_store$;
        execute $policy$ select add_compression_policy('ticks', interval '2 days') $policy$;
    end if;
end
$$;

comment on column ticks.mode is '0 ltp, 1 quote, 2 full';

-- Which of the two the schema was made for.
create table market_state
(
    only_one  boolean primary key default true check (only_one),
    timescale boolean not null
);
insert into market_state (timescale) select exists (select from pg_extension where extname = 'timescaledb');

-- The market's day that an instant belongs to.
create function market_day(at timestamptz) returns date
    language sql immutable return (at at time zone 'Asia/Kolkata')::date;

-- Makes room for a day's ticks, where that has to be made. Attaching, unlike creating a partition in place, lets
-- readers and writers of the other days go on.
create function tick_partition(day date) returns void
    language plpgsql security definer set search_path = public, pg_temp as
$$
declare
    partition text := 'ticks_' || to_char(day, 'YYYYMMDD');
begin
    if (select timescale from market_state) or to_regclass(partition) is not null then
        return;
    end if;
    if day < current_date - 3660 or day > current_date + 366 then
        raise exception 'no room is made for a day as far away as that';
    end if;
    perform pg_advisory_xact_lock(7021803390040066);
    -- Asked of the catalogue itself: whoever waited for the lock still has "there is none" in its cache.
    if not exists (select from pg_class where relname = partition and relnamespace = 'public'::regnamespace) then
        execute format('create table %I (like ticks including defaults including constraints)', partition);
        execute format('alter table ticks attach partition %I for values from (%L) to (%L)', partition,
            day::timestamp at time zone 'Asia/Kolkata', (day + 1)::timestamp at time zone 'Asia/Kolkata');
    end if;
end
$$;

-- Lets go of the ticks of all days before the given one; returns how many partitions or chunks went.
create function drop_ticks_before(day date) returns integer
    language plpgsql security definer set search_path = public, pg_temp as
$$
declare
    partition text;
    dropped   integer := 0;
begin
    if (select timescale from market_state) then
        execute 'select count(*) from drop_chunks(''ticks'', $1)' into dropped
            using day::timestamp at time zone 'Asia/Kolkata';
        return dropped;
    end if;
    for partition in
        select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
        where i.inhparent = 'public.ticks'::regclass and c.relname ~ '^ticks_\d{8}$'
            and to_date(right(c.relname, 8), 'YYYYMMDD') < day
    loop
        execute format('drop table %I', partition);
        dropped := dropped + 1;
    end loop;
    return dropped;
end
$$;

revoke all on function tick_partition, drop_ticks_before from public;
grant execute on function tick_partition, drop_ticks_before, market_day to "${market_role}";
grant select, insert on ticks to "${market_role}";
grant select on market_state to "${market_role}";
