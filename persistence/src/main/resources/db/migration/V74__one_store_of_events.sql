-- Signed events of all providers stand in one table, each once for each address that took it: Clerk sends one event
-- under one id to several. What a billing event means stands in its own columns.
alter table webhook_events
    add column door             varchar(16) not null default 'tenants',
    add column api_version      varchar(64),
    add column organisation     varchar(255),
    add column subscription_ref varchar(255),
    add column customer_ref     varchar(255),
    add column kind             varchar(16),
    add column tier             varchar(50),
    add column paid_until       timestamptz,
    add column note             varchar(64),
    add column raw              bytea,
    add column replayed_at      timestamptz,
    add column version          bigint not null default 0;

alter table webhook_events
    drop constraint webhook_events_seen_once,
    add constraint webhook_events_seen_once unique (door, provider, event_id),
    drop constraint webhook_events_outcome_known,
    add constraint webhook_events_outcome_known
        check (outcome in ('received', 'applied', 'ignored', 'unknown_tenant')),
    add constraint webhook_events_door_known check (door in ('tenants', 'billing')),
    add constraint webhook_events_kind_known
        check (kind in ('noted', 'past_due', 'suspended', 'current', 'paid', 'ended')),
    add constraint webhook_events_billing_whole
        check (door <> 'billing' or (subscription_ref is not null and kind is not null and raw is not null)),
    add constraint webhook_events_raw_bounded check (length(raw) <= 1048576);
comment on column webhook_events.door is 'Which address took it';
comment on column webhook_events.subscription_ref is 'The provider''s subscription or item; empty when the event names none';
comment on column webhook_events.tier is 'As the event says it, when it is a tier that exists';

-- The owner too sees only what a policy shows.
alter table billing_events no force row level security;
alter table webhook_events no force row level security;
insert into webhook_events (id, door, provider, event_id, event_type, api_version, occurred_at, received_at, organisation,
                            tenant_id, subscription_ref, customer_ref, kind, tier, paid_until, outcome, note, raw,
                            replayed_at, version)
select id, 'billing', provider, event_id, event_type, api_version, occurred_at, received_at, organisation,
       tenant_id, subscription_ref, customer_ref, kind, tier, paid_until, outcome, note, raw, replayed_at, version
from billing_events;
drop table billing_events;
alter table webhook_events force row level security;

create index webhook_events_subscription_idx on webhook_events (provider, subscription_ref) where subscription_ref <> '';
create index webhook_events_customer_idx on webhook_events (provider, customer_ref) where customer_ref is not null;
create index webhook_events_orphans_idx on webhook_events (organisation) where door = 'billing' and tenant_id is null;
create index webhook_events_received_idx on webhook_events (received_at) where door = 'billing';

revoke update (tenant_id, outcome) on webhook_events from "${agent_role}";
grant update (organisation, tenant_id, subscription_ref, customer_ref, kind, tier, paid_until, outcome, note, replayed_at,
              version) on webhook_events to "${agent_role}";
