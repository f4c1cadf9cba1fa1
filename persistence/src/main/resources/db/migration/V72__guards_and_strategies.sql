-- Trades that the guard let through, by the day in Asia/Kolkata. The database is the count.
create table trade_days
(
    tenant_id   uuid        not null references tenants (id),
    trading_day date        not null,
    used        integer     not null,
    updated_at  timestamptz not null default now(),
    primary key (tenant_id, trading_day),
    constraint trade_days_used_positive check (used > 0)
);

alter table trade_days enable row level security;
alter table trade_days force row level security;
create policy tenant_isolation on trade_days to "${app_role}"
    using (tenant_id = nullif(current_setting('app.current_tenant_id', true), '')::uuid)
    with check (tenant_id = nullif(current_setting('app.current_tenant_id', true), '')::uuid);
create policy agents on trade_days to "${agent_role}" using (true) with check (true);

grant select, insert on trade_days to "${app_role}";
grant update (used, updated_at) on trade_days to "${app_role}";
grant select on trade_days to "${agent_role}";

-- An Idempotency-Key that was let through: the same key again costs nothing.
create table trade_passes
(
    tenant_id       uuid         not null references tenants (id),
    idempotency_key varchar(255) not null,
    granted_at      timestamptz  not null,
    primary key (tenant_id, idempotency_key),
    constraint trade_passes_key_filled check (length(idempotency_key) > 0)
);
create index trade_passes_granted_idx on trade_passes (granted_at);

alter table trade_passes enable row level security;
alter table trade_passes force row level security;
create policy tenant_isolation on trade_passes to "${app_role}"
    using (tenant_id = nullif(current_setting('app.current_tenant_id', true), '')::uuid)
    with check (tenant_id = nullif(current_setting('app.current_tenant_id', true), '')::uuid);
create policy agents on trade_passes to "${agent_role}" using (true) with check (true);

grant select, insert on trade_passes to "${app_role}";
grant select, delete on trade_passes to "${agent_role}";

-- Kinds of strategies, and the JSON Schema that a strategy's parameters must satisfy.
create table strategy_types
(
    code              varchar(80) primary key,
    title             varchar(120) not null,
    parameters_schema jsonb        not null,
    updated_at        timestamptz  not null default now(),
    constraint strategy_types_code_form check (code ~ '^[a-z][a-z0-9_-]*$'),
    constraint strategy_types_schema_object check (jsonb_typeof(parameters_schema) = 'object')
);

insert into strategy_types (code, title, parameters_schema)
values ('momentum', 'Momentum', '{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "type": "object",
  "properties": {
    "instruments": {"type": "array", "minItems": 1, "maxItems": 100, "uniqueItems": true,
                    "items": {"type": "string", "pattern": "^[A-Z]{3,5}:[A-Z0-9&-]{1,40}$"}},
    "quantity": {"type": "integer", "minimum": 1, "maximum": 100000},
    "lookback_minutes": {"type": "integer", "minimum": 1, "maximum": 1440},
    "threshold_percent": {"type": "number", "exclusiveMinimum": 0, "maximum": 100},
    "product": {"enum": ["CNC", "MIS", "NRML"]},
    "stop_loss_percent": {"type": "number", "exclusiveMinimum": 0, "maximum": 100}
  },
  "required": ["instruments", "quantity"],
  "additionalProperties": false
}'),
       ('mean_reversion', 'Mean reversion', '{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "type": "object",
  "properties": {
    "instruments": {"type": "array", "minItems": 1, "maxItems": 100, "uniqueItems": true,
                    "items": {"type": "string", "pattern": "^[A-Z]{3,5}:[A-Z0-9&-]{1,40}$"}},
    "quantity": {"type": "integer", "minimum": 1, "maximum": 100000},
    "window_minutes": {"type": "integer", "minimum": 2, "maximum": 1440},
    "entry_deviations": {"type": "number", "exclusiveMinimum": 0, "maximum": 10},
    "exit_deviations": {"type": "number", "minimum": 0, "maximum": 10},
    "product": {"enum": ["CNC", "MIS", "NRML"]}
  },
  "required": ["instruments", "quantity", "entry_deviations"],
  "additionalProperties": false
}');

grant select on strategy_types to "${app_role}";
grant select, insert on strategy_types to "${agent_role}";
grant update (title, parameters_schema, updated_at) on strategy_types to "${agent_role}";

-- The end of a subscription, and a downgrade, switch strategies off.
create policy agents on strategy_instances to "${agent_role}" using (true) with check (true);
grant select on strategy_instances to "${agent_role}";
grant update (is_active, version, updated_at) on strategy_instances to "${agent_role}";
