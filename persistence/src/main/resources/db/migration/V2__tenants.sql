create table tenants
(
    id                uuid primary key,
    tenant_id         uuid         not null unique,
    clerk_org_id      varchar(255) not null unique,
    name              varchar(255) not null,
    subscription_tier varchar(50)  not null default 'free',
    is_active         boolean      not null default true,
    version           bigint       not null default 0,
    created_at        timestamptz  not null default now(),
    updated_at        timestamptz  not null default now(),
    constraint tenants_is_its_own_tenant check (id = tenant_id),
    constraint tenants_clerk_org_id_filled check (length(clerk_org_id) > 0),
    constraint tenants_subscription_tier_known check (subscription_tier in ('free', 'basic', 'pro'))
);
create index tenants_is_active_idx on tenants (is_active);
create index tenants_created_at_idx on tenants (created_at, id);

alter table tenants enable row level security;
alter table tenants force row level security;
create policy tenant_isolation on tenants to "${app_role}"
    using (tenant_id = nullif(current_setting('app.current_tenant_id', true), '')::uuid)
    with check (tenant_id = nullif(current_setting('app.current_tenant_id', true), '')::uuid);
create policy agents on tenants to "${agent_role}" using (true) with check (true);

-- Tenants are made and changed by webhooks and by the operator, never by a tenant's own request.
grant select on tenants to "${app_role}";
grant select, insert on tenants to "${agent_role}";
grant update (name, subscription_tier, is_active, version, updated_at) on tenants to "${agent_role}";
