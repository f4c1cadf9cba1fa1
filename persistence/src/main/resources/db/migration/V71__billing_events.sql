-- Signed events of the billing providers, each once, as they came, with what they mean. Apart from webhook_events,
-- since Clerk sends one event under one id to several addresses. An event may name no tenant that we know.
create table billing_events
(
    id               uuid primary key,
    provider         varchar(32)  not null,
    event_id         varchar(255) not null,
    event_type       varchar(128) not null,
    api_version      varchar(64),
    occurred_at      timestamptz  not null,
    received_at      timestamptz  not null,
    organisation     varchar(255),
    tenant_id        uuid references tenants (id),
    subscription_ref varchar(255) not null default '',
    customer_ref     varchar(255),
    kind             varchar(16)  not null,
    tier             varchar(50),
    paid_until       timestamptz,
    outcome          varchar(32)  not null,
    note             varchar(64),
    raw              bytea        not null,
    replayed_at      timestamptz,
    version          bigint       not null default 0,
    constraint billing_events_seen_once unique (provider, event_id),
    constraint billing_events_provider_known check (provider in ('clerk', 'stripe')),
    constraint billing_events_event_id_filled check (length(event_id) > 0),
    constraint billing_events_event_type_filled check (length(event_type) > 0),
    constraint billing_events_kind_known
        check (kind in ('noted', 'past_due', 'suspended', 'current', 'paid', 'ended')),
    constraint billing_events_outcome_known check (outcome in ('applied', 'ignored', 'unknown_tenant')),
    constraint billing_events_raw_bounded check (length(raw) <= 1048576)
);
create index billing_events_tenant_idx on billing_events (tenant_id, occurred_at);
create index billing_events_subscription_idx on billing_events (provider, subscription_ref) where subscription_ref <> '';
create index billing_events_customer_idx on billing_events (provider, customer_ref) where customer_ref is not null;
create index billing_events_orphans_idx on billing_events (organisation) where tenant_id is null;
create index billing_events_received_idx on billing_events (received_at);
comment on column billing_events.subscription_ref is 'The provider''s subscription or item; empty when the event names none';
comment on column billing_events.tier is 'As the event says it, when it is a tier that exists';

alter table billing_events enable row level security;
alter table billing_events force row level security;
create policy agents on billing_events to "${agent_role}" using (true) with check (true);

grant select, insert on billing_events to "${agent_role}";
grant update (organisation, tenant_id, subscription_ref, customer_ref, kind, tier, paid_until, outcome, note,
              replayed_at, version) on billing_events to "${agent_role}";

-- What the nightly comparison with the provider found.
create table billing_differences
(
    id               uuid primary key,
    tenant_id        uuid references tenants (id),
    found_at         timestamptz  not null,
    provider         varchar(32)  not null,
    subscription_ref varchar(255) not null,
    ours             varchar(64)  not null,
    theirs           varchar(64)  not null
);
create index billing_differences_tenant_idx on billing_differences (tenant_id, found_at);
create index billing_differences_found_idx on billing_differences (found_at);

alter table billing_differences enable row level security;
alter table billing_differences force row level security;
create policy agents on billing_differences to "${agent_role}" using (true) with check (true);

grant select, insert, delete on billing_differences to "${agent_role}";
