-- Several channels for each user, in an order.
alter table notification_preferences
    add column position integer not null default 1,
    drop constraint notification_preferences_one_per_user,
    add constraint notification_preferences_one_per_channel unique (tenant_id, user_id, channel),
    add constraint notification_preferences_position_positive check (position > 0);
grant update (position) on notification_preferences to "${app_role}";

-- When a user is not to be told, and whether urgent events are told all the same. The version is that of the whole.
create table notification_settings
(
    id              uuid primary key,
    tenant_id       uuid        not null references tenants (id),
    user_id         uuid        not null,
    quiet_from      time,
    quiet_until     time,
    time_zone       varchar(64) not null default 'Asia/Kolkata',
    urgent_override boolean     not null default true,
    version         bigint      not null default 0,
    created_at      timestamptz not null default now(),
    updated_at      timestamptz not null default now(),
    constraint notification_settings_one_per_user unique (tenant_id, user_id),
    constraint notification_settings_quiet_hours_whole check ((quiet_from is null) = (quiet_until is null)),
    constraint notification_settings_time_zone_filled check (length(time_zone) > 0)
);
comment on column notification_settings.urgent_override is 'Urgent events are told in quiet hours too';

alter table notification_settings enable row level security;
alter table notification_settings force row level security;
create policy tenant_isolation on notification_settings to "${app_role}"
    using (tenant_id = nullif(current_setting('app.current_tenant_id', true), '')::uuid)
    with check (tenant_id = nullif(current_setting('app.current_tenant_id', true), '')::uuid);
create policy agents on notification_settings to "${agent_role}" using (true) with check (true);

grant select, insert on notification_settings to "${app_role}";
grant update (quiet_from, quiet_until, time_zone, urgent_override, version, updated_at)
    on notification_settings to "${app_role}";
grant select on notification_settings to "${agent_role}";
