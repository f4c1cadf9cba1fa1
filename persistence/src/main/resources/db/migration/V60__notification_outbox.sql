-- What is to be told: one row for each event that was taken in, written in the transaction that accepts it. Attempts are
-- made from here. The place in a lane orders what belongs together; only the head of a lane may be attempted.
create sequence notification_places;

create table notifications
(
    id                 uuid primary key,
    tenant_id          uuid         not null references tenants (id),
    user_id            uuid         not null,
    source_queue       varchar(64)  not null,
    event_id           varchar(255) not null,
    event_type         varchar(64)  not null,
    severity           varchar(16)  not null,
    fold_key           varchar(160) not null,
    message            varchar(1000) not null,
    channel            varchar(20)  not null,
    webhook            varchar(20)  not null,
    lane               varchar(80)  not null,
    place              bigint       not null default nextval('notification_places'),
    head               boolean      not null default false,
    destination        varchar(255),
    destination_masked varchar(255) not null,
    body               text,
    state              varchar(16)  not null,
    due_at             timestamptz  not null,
    attempts           integer      not null default 0,
    tried              varchar(64)  not null default '',
    lease_owner        uuid,
    lease_until        timestamptz,
    reason             varchar(64),
    folded_into        uuid,
    finished_at        timestamptz,
    created_at         timestamptz  not null default now(),
    updated_at         timestamptz  not null default now(),
    constraint notifications_event_id_filled check (length(event_id) > 0),
    constraint notifications_severity_known check (severity in ('info', 'warning', 'urgent')),
    constraint notifications_channel_known check (channel in ('telegram', 'whatsapp', 'email')),
    constraint notifications_webhook_known check (webhook in ('telegram', 'whatsapp', 'email', 'urgent')),
    constraint notifications_state_known
        check (state in ('waiting', 'sending', 'held', 'delivered', 'folded', 'dead', 'discarded')),
    constraint notifications_attempts_not_negative check (attempts >= 0),
    constraint notifications_leased_while_sending check ((state = 'sending') = (lease_until is not null)),
    constraint notifications_whole_until_done
        check (state in ('delivered', 'folded', 'discarded') or (body is not null and destination is not null))
);
comment on column notifications.body is 'What is posted, without channel and destination; gone once it is delivered';
comment on column notifications.lane is 'Tenant, webhook and urgency: told one after another';
create index notifications_lane_idx on notifications (lane, place) where state in ('waiting', 'sending');
create index notifications_due_idx on notifications (webhook, due_at) where head and state = 'waiting';
create index notifications_held_idx on notifications (due_at) where state = 'held';
create index notifications_lease_idx on notifications (lease_until) where state = 'sending';
create index notifications_dead_idx on notifications (reason) where state = 'dead';
create index notifications_tenant_idx on notifications (tenant_id, created_at, id);

alter table notifications enable row level security;
alter table notifications force row level security;
create policy tenant_isolation on notifications to "${app_role}"
    using (tenant_id = nullif(current_setting('app.current_tenant_id', true), '')::uuid)
    with check (tenant_id = nullif(current_setting('app.current_tenant_id', true), '')::uuid);
create policy agents on notifications to "${agent_role}" using (true) with check (true);

-- A tenant reads its delivery log, and neither addresses nor bodies.
grant select (id, tenant_id, user_id, source_queue, event_id, event_type, severity, message, channel, destination_masked,
              state, due_at, attempts, reason, folded_into, finished_at, created_at, updated_at)
    on notifications to "${app_role}";
grant select on notification_deliveries to "${app_role}";
grant select, insert, delete on notifications to "${agent_role}";
grant update (channel, webhook, lane, place, head, destination, destination_masked, body, state, due_at, attempts, tried,
              lease_owner, lease_until, reason, folded_into, finished_at, updated_at) on notifications to "${agent_role}";
grant usage on sequence notification_places to "${agent_role}";

-- What is older than the retention is removed.
grant delete on notification_inbox, notification_deliveries to "${agent_role}";
create index notification_inbox_received_idx on notification_inbox (received_at);
create index notification_deliveries_attempted_idx on notification_deliveries (attempted_at);

-- The kinds of trouble of which the operator has been told, until the trouble is over.
create table notification_alerts
(
    kind      varchar(128) primary key,
    raised_at timestamptz  not null
);
grant select, insert, delete on notification_alerts to "${agent_role}";
