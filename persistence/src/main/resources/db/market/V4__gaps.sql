-- When feeds were up, and what was missed while none was. A span is one feed from its first frame to its last;
-- seen_until is moved on while it lives, and never beyond what is stored, so a span whose instance was killed ends where
-- the stored ticks end.
create table feed_spans
(
    id          uuid primary key,
    instruments bigint[]    not null,
    began_at    timestamptz not null,
    seen_until  timestamptz not null,
    ended_at    timestamptz
) with (fillfactor = 50);

create table gaps
(
    id               bigint generated always as identity primary key,
    instrument_token bigint      not null,
    from_at          timestamptz not null,
    -- null while no feed is up again
    to_at            timestamptz,
    reason           text        not null check (reason in ('feed_down', 'storage_full')),
    -- open: no feed yet; due: to be filled; filled: the broker's minutes stand in; empty: the broker has none; closed: the
    -- market was closed; short: too short for a minute to be wrong by much; refused: the broker does not give them
    status           text        not null check (status in ('open', 'due', 'filled', 'empty', 'closed', 'short', 'refused')),
    minutes          integer     not null default 0,
    tries            integer     not null default 0,
    not_before       timestamptz not null default 'epoch',
    noted_at         timestamptz not null,
    settled_at       timestamptz,
    check ((status = 'open') = (to_at is null))
);

create index gaps_by_instrument on gaps (instrument_token, from_at);
create index gaps_open on gaps (instrument_token) where status = 'open';
create index gaps_due on gaps (not_before, id) where status = 'due';

-- A feed's end: an instrument that no other feed shows at that moment has a gap from there to the next feed's beginning.
create function end_feed(span uuid, at timestamptz, now timestamptz) returns integer
    language plpgsql security definer set search_path = public, pg_temp as
$$
declare
    noted integer;
begin
    perform pg_advisory_xact_lock(7021803390040068);
    update feed_spans set ended_at = at where id = span and ended_at is null;
    if not found then
        return 0;
    end if;
    insert into gaps (instrument_token, from_at, to_at, reason, status, noted_at)
    select missed.token, at, missed.next, 'feed_down', case when missed.next is null then 'open' else 'due' end, now
    from (
        select i.token, min(s.began_at) as next, bool_or(s.began_at <= at) as covered
        from (select unnest(instruments) as token from feed_spans where id = span) i
        left join (
            select o.began_at, unnest(o.instruments) as token
            from feed_spans o
            where o.id <> span and (o.ended_at is null or o.ended_at > at)
        ) s on s.token = i.token
        group by i.token
    ) missed
    where not coalesce(missed.covered, false);
    get diagnostics noted = row_count;
    return noted;
end
$$;

-- A feed's beginning ends the open gaps of its instruments.
create function begin_feed(span uuid, tokens bigint[], at timestamptz) returns integer
    language plpgsql security definer set search_path = public, pg_temp as
$$
declare
    ended integer;
begin
    perform pg_advisory_xact_lock(7021803390040068);
    insert into feed_spans (id, instruments, began_at, seen_until) values (span, tokens, at, at)
    on conflict (id) do nothing;
    update gaps set to_at = greatest(from_at, at), status = 'due'
    where status = 'open' and instrument_token = any (tokens);
    get diagnostics ended = row_count;
    return ended;
end
$$;

-- Feeds of instances that are no more, and spans that nothing can need any longer.
create function end_lost_feeds(silent_since timestamptz, now timestamptz) returns integer
    language plpgsql security definer set search_path = public, pg_temp as
$$
declare
    lost  record;
    ended integer := 0;
begin
    perform pg_advisory_xact_lock(7021803390040068);
    for lost in select id, seen_until from feed_spans where ended_at is null and seen_until < silent_since
        order by seen_until
    loop
        perform end_feed(lost.id, lost.seen_until, now);
        ended := ended + 1;
    end loop;
    delete from feed_spans where ended_at < now - interval '2 days';
    delete from gaps where status <> 'open' and noted_at < now - interval '400 days';
    return ended;
end
$$;

revoke all on function begin_feed, end_feed, end_lost_feeds from public;
grant execute on function begin_feed, end_feed, end_lost_feeds to "${market_role}";
grant select, update (seen_until) on feed_spans to "${market_role}";
grant select, insert, update (status, minutes, tries, not_before, settled_at) on gaps to "${market_role}";
