-- Who did what, when, from where, with what outcome. One chain for each tenant, one (the nil id) for what concerns none:
-- each row carries the hash of the one before. The database itself numbers and hashes, so that no role that may insert
-- can choose a place, a time or a hash.
create table audit_chains
(
    chain uuid primary key,
    seq   bigint not null,
    hash  bytea  not null
);
comment on table audit_chains is 'The newest entry of each chain; written by the trigger alone';

create table audit_entries
(
    id             uuid primary key      default gen_random_uuid(),
    tenant_id      uuid references tenants (id),
    chain          uuid         not null,
    seq            bigint       not null,
    at             timestamptz  not null,
    actor_kind     varchar(16)  not null,
    actor          varchar(255) not null,
    user_id        uuid,
    action         varchar(64)  not null,
    target         varchar(255),
    outcome        varchar(16)  not null,
    reason         varchar(64),
    address        varchar(64),
    correlation_id varchar(64),
    details        jsonb        not null default '{}',
    previous_hash  bytea        not null,
    hash           bytea        not null,
    constraint audit_entries_in_order unique (chain, seq),
    constraint audit_entries_chain_is_tenants
        check (chain = coalesce(tenant_id, '00000000-0000-0000-0000-000000000000'::uuid)),
    constraint audit_entries_actor_kind_known
        check (actor_kind in ('user', 'operator', 'agent', 'webhook', 'anonymous')),
    constraint audit_entries_outcome_known check (outcome in ('done', 'refused', 'failed')),
    constraint audit_entries_action_filled check (length(action) > 0),
    constraint audit_entries_details_object check (jsonb_typeof(details) = 'object'),
    constraint audit_entries_details_length check (length(details::text) <= 4096)
);
create index audit_entries_tenant_idx on audit_entries (tenant_id, at, seq);
create index audit_entries_at_idx on audit_entries (at, chain, seq);

create function audit_append() returns trigger
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as
$$
begin
    new.chain := coalesce(new.tenant_id, '00000000-0000-0000-0000-000000000000'::uuid);
    -- Holds the chain until the end of the transaction: entries of one tenant commit in the order of their numbers.
    insert into public.audit_chains as c (chain, seq, hash)
    values (new.chain, 1, sha256(convert_to(new.chain::text, 'UTF8')))
    on conflict (chain) do update set seq = c.seq + 1
    returning seq, hash into new.seq, new.previous_hash;
    new.at := clock_timestamp();
    new.hash := sha256(new.previous_hash || convert_to(jsonb_build_array(
            new.chain, new.seq, new.tenant_id, to_char(new.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'),
            new.actor_kind, new.actor, new.user_id, new.action, new.target, new.outcome, new.reason, new.address,
            new.correlation_id, new.details)::text, 'UTF8'));
    update public.audit_chains set hash = new.hash where chain = new.chain;
    return new;
end
$$;
revoke all on function audit_append() from public;
create trigger audit_entries_append before insert on audit_entries for each row execute function audit_append();

create function audit_refuse() returns trigger language plpgsql as
$$
begin
    raise exception 'the audit trail is append-only' using errcode = 'insufficient_privilege';
end
$$;
revoke all on function audit_refuse() from public;
create trigger audit_entries_stay before update or delete on audit_entries
    for each row execute function audit_refuse();
create trigger audit_entries_stay_whole before truncate on audit_entries
    for each statement execute function audit_refuse();

alter table audit_entries enable row level security;
alter table audit_entries force row level security;
create policy tenant_isolation on audit_entries to "${app_role}"
    using (tenant_id = nullif(current_setting('app.current_tenant_id', true), '')::uuid)
    with check (tenant_id = nullif(current_setting('app.current_tenant_id', true), '')::uuid);
create policy agents on audit_entries to "${agent_role}" using (true) with check (true);

grant select on audit_entries to "${app_role}", "${agent_role}";
grant insert (tenant_id, actor_kind, actor, user_id, action, target, outcome, reason, address, correlation_id, details)
    on audit_entries to "${app_role}", "${agent_role}";
