-- What each tier may do. An operator adds tiers here; no limit means unlimited.
create table subscription_tiers
(
    code               varchar(50) primary key,
    rank               integer     not null,
    basic_settings     boolean     not null default false,
    max_strategies     integer,
    daily_trade_limit  integer,
    priority_execution boolean     not null default false,
    updated_at         timestamptz not null default now(),
    constraint subscription_tiers_code_form check (code ~ '^[a-z][a-z0-9_-]*$'),
    constraint subscription_tiers_rank_once unique (rank),
    constraint subscription_tiers_max_strategies_not_negative check (max_strategies >= 0),
    constraint subscription_tiers_daily_trade_limit_not_negative check (daily_trade_limit >= 0)
);
comment on column subscription_tiers.rank is 'A change to a higher one is an upgrade';
comment on column subscription_tiers.basic_settings is 'The limits are BASIC_STRATEGY_LIMIT and BASIC_DAILY_TRADE_LIMIT';

insert into subscription_tiers (code, rank, basic_settings, priority_execution)
values ('free', 0, true, false),
       ('basic', 100, true, false),
       ('pro', 1000, false, true);

grant select on subscription_tiers to "${app_role}";
grant select, insert on subscription_tiers to "${agent_role}";
grant update (rank, basic_settings, max_strategies, daily_trade_limit, priority_execution, updated_at)
    on subscription_tiers to "${agent_role}";

alter table tenants
    drop constraint tenants_subscription_tier_known,
    add constraint tenants_subscription_tier_known foreign key (subscription_tier) references subscription_tiers (code);

-- Where a tenant stands, worked out of all its events and grants: the one source of truth for tier and activity.
create table subscriptions
(
    id           uuid primary key,
    tenant_id    uuid        not null unique references tenants (id),
    standing     varchar(16) not null default 'none',
    tier         varchar(50) not null default 'free' references subscription_tiers (code),
    paid_until   timestamptz,
    grace_until  timestamptz,
    next_tier    varchar(50) references subscription_tiers (code),
    next_tier_at timestamptz,
    due_at       timestamptz,
    switched_off boolean     not null default false,
    version      bigint      not null default 0,
    created_at   timestamptz not null default now(),
    updated_at   timestamptz not null default now(),
    constraint subscriptions_standing_known check (standing in ('none', 'active', 'grace', 'ended')),
    constraint subscriptions_next_tier_dated check ((next_tier is null) = (next_tier_at is null))
);
create index subscriptions_due_idx on subscriptions (due_at) where due_at is not null;
comment on column subscriptions.due_at is 'When time alone changes the standing: end of a grace, a grant or a paid tier';
comment on column subscriptions.switched_off is 'The end of the subscription made the tenant inactive, and nothing else did';

alter table subscriptions enable row level security;
alter table subscriptions force row level security;
create policy tenant_isolation on subscriptions to "${app_role}"
    using (tenant_id = nullif(current_setting('app.current_tenant_id', true), '')::uuid)
    with check (tenant_id = nullif(current_setting('app.current_tenant_id', true), '')::uuid);
create policy agents on subscriptions to "${agent_role}" using (true) with check (true);

grant select on subscriptions to "${app_role}";
grant select, insert on subscriptions to "${agent_role}";
grant update (standing, tier, paid_until, grace_until, next_tier, next_tier_at, due_at, switched_off, version, updated_at)
    on subscriptions to "${agent_role}";

-- What an operator gave by hand, with its end and its reason.
create table billing_grants
(
    id          uuid primary key,
    tenant_id   uuid         not null references tenants (id),
    tier        varchar(50)  not null references subscription_tiers (code),
    valid_from  timestamptz  not null,
    valid_until timestamptz  not null,
    reason      varchar(500) not null,
    granted_by  varchar(255) not null,
    revoked_at  timestamptz,
    revoked_by  varchar(255),
    version     bigint       not null default 0,
    created_at  timestamptz  not null default now(),
    updated_at  timestamptz  not null default now(),
    constraint billing_grants_end_after_begin check (valid_until > valid_from),
    constraint billing_grants_reason_filled check (length(reason) > 0),
    constraint billing_grants_granted_by_filled check (length(granted_by) > 0),
    constraint billing_grants_revoked_by_somebody check ((revoked_at is null) = (revoked_by is null))
);
create index billing_grants_tenant_idx on billing_grants (tenant_id, created_at);

alter table billing_grants enable row level security;
alter table billing_grants force row level security;
create policy tenant_isolation on billing_grants to "${app_role}"
    using (tenant_id = nullif(current_setting('app.current_tenant_id', true), '')::uuid)
    with check (tenant_id = nullif(current_setting('app.current_tenant_id', true), '')::uuid);
create policy agents on billing_grants to "${agent_role}" using (true) with check (true);

grant select, insert on billing_grants to "${agent_role}";
grant update (revoked_at, revoked_by, version, updated_at) on billing_grants to "${agent_role}";
