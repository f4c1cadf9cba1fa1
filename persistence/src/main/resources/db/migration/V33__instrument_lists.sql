-- What a tenant's ticker streams, where it chose for itself: {"408065": "full", …}. Without a row it streams the default.
create table instrument_lists
(
    id          uuid primary key,
    tenant_id   uuid        not null unique references tenants (id),
    instruments jsonb       not null,
    version     bigint      not null default 0,
    created_at  timestamptz not null default now(),
    updated_at  timestamptz not null default now(),
    constraint instrument_lists_object check (jsonb_typeof(instruments) = 'object')
);

alter table instrument_lists enable row level security;
alter table instrument_lists force row level security;
create policy tenant_isolation on instrument_lists to "${app_role}"
    using (tenant_id = nullif(current_setting('app.current_tenant_id', true), '')::uuid)
    with check (tenant_id = nullif(current_setting('app.current_tenant_id', true), '')::uuid);
create policy agents on instrument_lists to "${agent_role}" using (true) with check (true);

grant select, insert, delete on instrument_lists to "${app_role}";
grant update (instruments, version, updated_at) on instrument_lists to "${app_role}";
grant select on instrument_lists to "${agent_role}";
