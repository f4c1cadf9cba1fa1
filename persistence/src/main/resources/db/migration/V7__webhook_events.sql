-- What providers told us, once for each event. No tenant's own table: an event may name no tenant that we know.
create table webhook_events
(
    id          uuid primary key,
    provider    varchar(32)  not null,
    event_id    varchar(255) not null,
    event_type  varchar(128) not null,
    occurred_at timestamptz  not null,
    received_at timestamptz  not null,
    tenant_id   uuid references tenants (id),
    outcome     varchar(32)  not null,
    constraint webhook_events_seen_once unique (provider, event_id),
    constraint webhook_events_provider_known check (provider in ('clerk', 'stripe')),
    constraint webhook_events_event_id_filled check (length(event_id) > 0),
    constraint webhook_events_event_type_filled check (length(event_type) > 0),
    constraint webhook_events_outcome_known check (outcome in ('received', 'applied', 'ignored', 'refused'))
);
create index webhook_events_tenant_idx on webhook_events (tenant_id, occurred_at);

-- It carries a tenant's id, so it is closed to the application all the same: no policy, no row.
alter table webhook_events enable row level security;
alter table webhook_events force row level security;
create policy agents on webhook_events to "${agent_role}" using (true) with check (true);

grant select, insert on webhook_events to "${agent_role}";
grant update (tenant_id, outcome) on webhook_events to "${agent_role}";
