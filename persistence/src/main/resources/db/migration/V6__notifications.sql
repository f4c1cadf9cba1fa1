create table notification_preferences
(
    id          uuid primary key,
    tenant_id   uuid         not null references tenants (id),
    user_id     uuid         not null,
    channel     varchar(20)  not null default 'email',
    destination varchar(255) not null,
    is_enabled  boolean      not null default true,
    version     bigint       not null default 0,
    created_at  timestamptz  not null default now(),
    updated_at  timestamptz  not null default now(),
    constraint notification_preferences_one_per_user unique (tenant_id, user_id),
    constraint notification_preferences_channel_known check (channel in ('telegram', 'whatsapp', 'email')),
    constraint notification_preferences_destination_filled check (length(destination) > 0)
);

alter table notification_preferences enable row level security;
alter table notification_preferences force row level security;
create policy tenant_isolation on notification_preferences to "${app_role}"
    using (tenant_id = nullif(current_setting('app.current_tenant_id', true), '')::uuid)
    with check (tenant_id = nullif(current_setting('app.current_tenant_id', true), '')::uuid);
create policy agents on notification_preferences to "${agent_role}" using (true) with check (true);

grant select, insert, delete on notification_preferences to "${app_role}";
grant update (channel, destination, is_enabled, version, updated_at) on notification_preferences to "${app_role}";
grant select on notification_preferences to "${agent_role}";

-- Which events were seen: an event that arrives again finds its row and has no second effect.
create table notification_inbox
(
    id           uuid primary key,
    tenant_id    uuid         not null references tenants (id),
    event_id     varchar(255) not null,
    source_queue varchar(64)  not null,
    received_at  timestamptz  not null,
    created_at   timestamptz  not null default now(),
    updated_at   timestamptz  not null default now(),
    constraint notification_inbox_seen_once unique (source_queue, event_id),
    constraint notification_inbox_event_id_filled check (length(event_id) > 0),
    constraint notification_inbox_source_queue_filled check (length(source_queue) > 0)
);
create index notification_inbox_tenant_idx on notification_inbox (tenant_id, received_at);

alter table notification_inbox enable row level security;
alter table notification_inbox force row level security;
create policy tenant_isolation on notification_inbox to "${app_role}"
    using (tenant_id = nullif(current_setting('app.current_tenant_id', true), '')::uuid)
    with check (tenant_id = nullif(current_setting('app.current_tenant_id', true), '')::uuid);
create policy agents on notification_inbox to "${agent_role}" using (true) with check (true);

grant select, insert on notification_inbox to "${agent_role}";

create table notification_deliveries
(
    id                 uuid primary key,
    tenant_id          uuid         not null references tenants (id),
    event_id           varchar(255) not null,
    attempt            integer      not null,
    channel            varchar(20)  not null,
    destination_masked varchar(255) not null,
    status_code        integer,
    duration_ms        bigint       not null,
    outcome            varchar(32)  not null,
    reason             varchar(64),
    attempted_at       timestamptz  not null,
    created_at         timestamptz  not null default now(),
    updated_at         timestamptz  not null default now(),
    constraint notification_deliveries_event_id_filled check (length(event_id) > 0),
    constraint notification_deliveries_attempt_positive check (attempt > 0),
    constraint notification_deliveries_channel_known check (channel in ('telegram', 'whatsapp', 'email')),
    constraint notification_deliveries_status_code_range check (status_code between 100 and 599),
    constraint notification_deliveries_duration_not_negative check (duration_ms >= 0),
    constraint notification_deliveries_outcome_known check (outcome in ('delivered', 'failed', 'dead'))
);
create index notification_deliveries_tenant_idx on notification_deliveries (tenant_id, attempted_at);
create index notification_deliveries_event_idx on notification_deliveries (event_id);

alter table notification_deliveries enable row level security;
alter table notification_deliveries force row level security;
create policy tenant_isolation on notification_deliveries to "${app_role}"
    using (tenant_id = nullif(current_setting('app.current_tenant_id', true), '')::uuid)
    with check (tenant_id = nullif(current_setting('app.current_tenant_id', true), '')::uuid);
create policy agents on notification_deliveries to "${agent_role}" using (true) with check (true);

grant select, insert on notification_deliveries to "${agent_role}";
