create table trading_profiles
(
    id                    uuid primary key,
    tenant_id             uuid           not null references tenants (id),
    user_id               uuid           not null,
    max_daily_loss        numeric(14, 2) not null,
    max_orders            integer        not null,
    master_switch_enabled boolean        not null default false,
    version               bigint         not null default 0,
    created_at            timestamptz    not null default now(),
    updated_at            timestamptz    not null default now(),
    constraint trading_profiles_one_per_user unique (tenant_id, user_id),
    constraint trading_profiles_max_daily_loss_positive check (max_daily_loss > 0 and max_daily_loss <> 'NaN'),
    constraint trading_profiles_max_orders_range check (max_orders between 1 and 500)
);

alter table trading_profiles enable row level security;
alter table trading_profiles force row level security;
create policy tenant_isolation on trading_profiles to "${app_role}"
    using (tenant_id = nullif(current_setting('app.current_tenant_id', true), '')::uuid)
    with check (tenant_id = nullif(current_setting('app.current_tenant_id', true), '')::uuid);

grant select, insert on trading_profiles to "${app_role}";
grant update (max_daily_loss, max_orders, master_switch_enabled, version, updated_at)
    on trading_profiles to "${app_role}";

create table strategy_instances
(
    id            uuid primary key,
    tenant_id     uuid         not null references tenants (id),
    name          varchar(120) not null,
    strategy_type varchar(80)  not null,
    parameters    jsonb        not null default '{}',
    is_active     boolean      not null default false,
    version       bigint       not null default 0,
    created_at    timestamptz  not null default now(),
    updated_at    timestamptz  not null default now(),
    constraint strategy_instances_name_filled check (length(name) > 0),
    constraint strategy_instances_strategy_type_filled check (length(strategy_type) > 0),
    constraint strategy_instances_parameters_object check (jsonb_typeof(parameters) = 'object')
);
create index strategy_instances_tenant_idx on strategy_instances (tenant_id, is_active);

alter table strategy_instances enable row level security;
alter table strategy_instances force row level security;
create policy tenant_isolation on strategy_instances to "${app_role}"
    using (tenant_id = nullif(current_setting('app.current_tenant_id', true), '')::uuid)
    with check (tenant_id = nullif(current_setting('app.current_tenant_id', true), '')::uuid);

grant select, insert, delete on strategy_instances to "${app_role}";
grant update (name, strategy_type, parameters, is_active, version, updated_at)
    on strategy_instances to "${app_role}";
