-- What the broker's page showed when an automatic login met something that a person has to look at: the newest for each
-- user, without what is in its fields.
create table login_screenshots
(
    tenant_id uuid        not null references tenants (id),
    user_id   uuid        not null,
    taken_at  timestamptz not null,
    reason    varchar(64) not null,
    png       bytea       not null,
    primary key (tenant_id, user_id),
    constraint login_screenshots_size check (length(png) between 1 and 4194304)
);

alter table login_screenshots enable row level security;
alter table login_screenshots force row level security;
create policy tenant_isolation on login_screenshots to "${app_role}"
    using (tenant_id = nullif(current_setting('app.current_tenant_id', true), '')::uuid)
    with check (tenant_id = nullif(current_setting('app.current_tenant_id', true), '')::uuid);
create policy agents on login_screenshots to "${agent_role}" using (true) with check (true);

-- Operators look at them, tenants don't.
grant select, insert, delete on login_screenshots to "${agent_role}";
grant update (taken_at, reason, png) on login_screenshots to "${agent_role}";
