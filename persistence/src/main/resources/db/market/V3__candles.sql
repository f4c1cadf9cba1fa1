-- Candles of a minute, of which all longer ones are made. With TimescaleDB a continuous aggregate over the ticks; without,
-- a table that a job fills, and for the newest minutes the ticks themselves, read by the same definition:
--   open and close: price of the first and last tick to arrive; high and low: highest and lowest price;
--   volume_from and volume_until: lowest and highest of the day's volume so far, as the exchange counts it.

-- Ticks before closing_until are the job's from now on: whoever stores one later notes its minute in late_minutes.
-- Minutes before materialized_until are read from the table.
alter table market_state
    add closing_until      timestamptz not null default 'epoch',
    add materialized_until timestamptz not null default 'epoch';

create table late_minutes
(
    instrument_token bigint      not null,
    minute           timestamptz not null,
    primary key (instrument_token, minute)
);

-- The broker's candles of minutes that no feed was up for, prices as in ticks. They stand instead of our own.
create table filled_minutes
(
    instrument_token bigint      not null,
    minute           timestamptz not null,
    open             bigint      not null,
    high             bigint      not null,
    low              bigint      not null,
    close            bigint      not null,
    volume           bigint      not null,
    open_interest    bigint,
    filled_at        timestamptz not null,
    primary key (instrument_token, minute)
);

do $$
begin
    if (select timescale from market_state) then
        execute $candles$
            create materialized view tick_minutes
                with (timescaledb.continuous, timescaledb.materialized_only = false) as
            select instrument_token, time_bucket('1 minute', at) as minute, first(last_price, received_at) as open,
                max(last_price) as high, min(last_price) as low, last(last_price, received_at) as close,
                min(volume) as volume_from, max(volume) as volume_until,
                last(open_interest, received_at) as open_interest
            from ticks group by 1, 2 with no data$candles$;
        execute $policy$
            select add_continuous_aggregate_policy('tick_minutes', start_offset => interval '3 days',
                end_offset => interval '1 minute', schedule_interval => interval '1 minute')$policy$;
        execute $function$
            create function own_minutes(token bigint, from_at timestamptz, to_at timestamptz)
                returns table (minute timestamptz, open bigint, high bigint, low bigint, close bigint,
                    volume_from bigint, volume_until bigint, open_interest bigint)
                language sql stable as
            'select minute, open, high, low, close, volume_from, volume_until, open_interest from tick_minutes
             where instrument_token = token and minute >= from_at and minute < to_at'$function$;
        return;
    end if;

    create table tick_minutes
    (
        instrument_token bigint      not null,
        minute           timestamptz not null,
        open             bigint      not null,
        high             bigint      not null,
        low              bigint      not null,
        close            bigint      not null,
        volume_from      bigint,
        volume_until     bigint,
        open_interest    bigint,
        primary key (instrument_token, minute)
    );
    create index tick_minutes_by_minute on tick_minutes using brin (minute);

    create function own_minutes(token bigint, from_at timestamptz, to_at timestamptz)
        returns table (minute timestamptz, open bigint, high bigint, low bigint, close bigint,
            volume_from bigint, volume_until bigint, open_interest bigint)
        language sql stable as
    $own$
        select m.minute, m.open, m.high, m.low, m.close, m.volume_from, m.volume_until, m.open_interest
        from tick_minutes m, market_state s
        where m.instrument_token = token and m.minute >= from_at and m.minute < to_at
            and m.minute < s.materialized_until
        union all
        select date_bin('1 minute', t.at, 'epoch'), (array_agg(t.last_price order by t.received_at, t.fingerprint))[1],
            max(t.last_price), min(t.last_price),
            (array_agg(t.last_price order by t.received_at desc, t.fingerprint desc))[1],
            min(t.volume), max(t.volume),
            (array_agg(t.open_interest order by t.received_at desc, t.fingerprint desc))[1]
        from ticks t
        where t.instrument_token = token and t.at < to_at
            and t.at >= greatest(from_at, (select materialized_until from market_state))
        group by 1
    $own$;
    grant select, insert, update on tick_minutes to "${market_role}";
end
$$;

-- Makes the minutes between materialized_until and closing_until, and those that got late ticks, from the ticks. The
-- caller commits; until then readers find the ticks themselves.
create function materialize_minutes() returns bigint
    language plpgsql security definer set search_path = public, pg_temp as
$$
declare
    state market_state;
    made  bigint := 0;
    more  bigint;
begin
    perform pg_advisory_xact_lock(7021803390040067);
    select * into state from market_state;
    if state.timescale then
        return 0;
    end if;
    insert into tick_minutes
    select t.instrument_token, date_bin('1 minute', t.at, 'epoch'),
        (array_agg(t.last_price order by t.received_at, t.fingerprint))[1], max(t.last_price), min(t.last_price),
        (array_agg(t.last_price order by t.received_at desc, t.fingerprint desc))[1], min(t.volume), max(t.volume),
        (array_agg(t.open_interest order by t.received_at desc, t.fingerprint desc))[1]
    from ticks t where t.at >= state.materialized_until and t.at < state.closing_until
    group by 1, 2
    on conflict (instrument_token, minute) do update set open = excluded.open, high = excluded.high,
        low = excluded.low, close = excluded.close, volume_from = excluded.volume_from,
        volume_until = excluded.volume_until, open_interest = excluded.open_interest;
    get diagnostics made = row_count;
    with late as (delete from late_minutes where minute < state.closing_until returning instrument_token, minute)
    insert into tick_minutes
    select t.instrument_token, date_bin('1 minute', t.at, 'epoch'),
        (array_agg(t.last_price order by t.received_at, t.fingerprint))[1], max(t.last_price), min(t.last_price),
        (array_agg(t.last_price order by t.received_at desc, t.fingerprint desc))[1], min(t.volume), max(t.volume),
        (array_agg(t.open_interest order by t.received_at desc, t.fingerprint desc))[1]
    from late l join ticks t on t.instrument_token = l.instrument_token
        and t.at >= l.minute and t.at < l.minute + interval '1 minute'
    group by 1, 2
    on conflict (instrument_token, minute) do update set open = excluded.open, high = excluded.high,
        low = excluded.low, close = excluded.close, volume_from = excluded.volume_from,
        volume_until = excluded.volume_until, open_interest = excluded.open_interest;
    get diagnostics more = row_count;
    update market_state set materialized_until = state.closing_until
        where materialized_until < state.closing_until;
    return made + more;
end
$$;

-- Lets go of minutes before the given day.
create function drop_minutes_before(day date) returns bigint
    language plpgsql security definer set search_path = public, pg_temp as
$$
declare
    dropped bigint := 0;
begin
    if (select timescale from market_state) then
        execute 'select count(*) from drop_chunks(''tick_minutes'', $1)' into dropped
            using day::timestamp at time zone 'Asia/Kolkata';
    else
        execute 'delete from tick_minutes where minute < $1' using day::timestamp at time zone 'Asia/Kolkata';
        get diagnostics dropped = row_count;
    end if;
    delete from filled_minutes where minute < day::timestamp at time zone 'Asia/Kolkata';
    return dropped;
end
$$;

-- The minutes of an instrument as they are shown.
create function shown_minutes(token bigint, from_at timestamptz, to_at timestamptz)
    returns table (minute timestamptz, open bigint, high bigint, low bigint, close bigint, volume_from bigint,
        volume_until bigint, volume bigint, open_interest bigint, filled boolean)
    language sql stable as
$$
    select f.minute, f.open, f.high, f.low, f.close, null::bigint, null::bigint, f.volume, f.open_interest, true
    from filled_minutes f where f.instrument_token = token and f.minute >= from_at and f.minute < to_at
    union all
    select o.minute, o.open, o.high, o.low, o.close, o.volume_from, o.volume_until, null::bigint, o.open_interest, false
    from own_minutes(token, from_at, to_at) o
    where not exists (select from filled_minutes f where f.instrument_token = token and f.minute = o.minute)
    order by 1
$$;

revoke all on function materialize_minutes, drop_minutes_before, own_minutes, shown_minutes from public;
grant execute on function materialize_minutes, drop_minutes_before, own_minutes, shown_minutes to "${market_role}";
grant update (closing_until) on market_state to "${market_role}";
grant select, insert on late_minutes to "${market_role}";
grant select, insert, update on filled_minutes to "${market_role}";
grant select on tick_minutes to "${market_role}";
