-- Whose packets of an instrument are stored where they carry no time of the exchange (ltp and quote mode): one
-- instance's, another's once that one has stored none for ten seconds, nobody's while an instance sees the whole packet.
create table tick_sources
(
    instrument_token bigint primary key,
    instance         uuid        not null,
    -- to three seconds
    shown_at         timestamptz not null,
    -- when an instance last said that it sees the whole packet
    full_at          timestamptz not null
) with (fillfactor = 50);

-- The tokens of these whose packets the claimant may store. In the transaction of the packets, so that whoever takes
-- over waits for them.
create function claim_tick_sources(claimant uuid, tokens bigint[]) returns setof bigint
    language plpgsql security definer set search_path = public, pg_temp as
$$
begin
    insert into tick_sources (instrument_token, instance, shown_at, full_at)
    select wanted.token, claimant, now(), coalesce(
        (select max(t.received_at) from ticks t
         where t.instrument_token = wanted.token and t.at > now() - interval '15 seconds' and t.mode = 2), 'epoch')
    from unnest(tokens) as wanted (token)
    where not exists (select from tick_sources s where s.instrument_token = wanted.token)
    order by wanted.token
    on conflict do nothing;

    update tick_sources s set instance = claimant, shown_at = now()
    from (
        select instrument_token from tick_sources
        where instrument_token = any (tokens)
          and (instance = claimant and shown_at < now() - interval '3 seconds'
              or shown_at < now() - interval '10 seconds')
          and full_at < now() - interval '10 seconds'
        order by instrument_token for update
    ) due
    where s.instrument_token = due.instrument_token;

    return query select instrument_token from tick_sources
        where instrument_token = any (tokens) and instance = claimant and full_at < now() - interval '10 seconds';
end
$$;

-- The whole packet of these is seen. Where nobody stores other packets there is nothing to note.
create function note_full_ticks(tokens bigint[]) returns void
    language sql security definer set search_path = public, pg_temp as
$$
    update tick_sources s set full_at = now()
    from (select instrument_token from tick_sources where instrument_token = any (tokens)
          order by instrument_token for update) seen
    where s.instrument_token = seen.instrument_token
$$;

-- The instance stores no more: another need not wait.
create function release_tick_sources(claimant uuid) returns void
    language sql security definer set search_path = public, pg_temp as
$$
    delete from tick_sources where instance = claimant
$$;

revoke all on function claim_tick_sources, note_full_ticks, release_tick_sources from public;
grant execute on function claim_tick_sources, note_full_ticks, release_tick_sources to "${market_role}";
