-- Sealed columns hold base64 of AES-256-GCM; key_id names the master key that sealed the whole row.
create table kite_credentials
(
    id                        uuid primary key,
    tenant_id                 uuid        not null references tenants (id),
    user_id                   uuid        not null,
    api_key_encrypted         text        not null,
    api_secret_encrypted      text        not null,
    totp_secret_encrypted     text        not null,
    broker_user_id_encrypted  text,
    broker_password_encrypted text,
    auto_login                boolean     not null default false,
    key_id                    varchar(64) not null,
    credential_version        bigint      not null default 1,
    version                   bigint      not null default 0,
    created_at                timestamptz not null default now(),
    updated_at                timestamptz not null default now(),
    constraint kite_credentials_one_per_user unique (tenant_id, user_id),
    constraint kite_credentials_api_key_length check (length(api_key_encrypted) between 1 and 2048),
    constraint kite_credentials_api_secret_length check (length(api_secret_encrypted) between 1 and 2048),
    constraint kite_credentials_totp_secret_length check (length(totp_secret_encrypted) between 1 and 2048),
    constraint kite_credentials_broker_user_id_length check (length(broker_user_id_encrypted) between 1 and 2048),
    constraint kite_credentials_broker_password_length check (length(broker_password_encrypted) between 1 and 2048),
    constraint kite_credentials_broker_login_whole
        check ((broker_user_id_encrypted is null) = (broker_password_encrypted is null)),
    constraint kite_credentials_key_id_filled check (length(key_id) > 0),
    constraint kite_credentials_credential_version_positive check (credential_version > 0)
);

alter table kite_credentials enable row level security;
alter table kite_credentials force row level security;
create policy tenant_isolation on kite_credentials to "${app_role}"
    using (tenant_id = nullif(current_setting('app.current_tenant_id', true), '')::uuid)
    with check (tenant_id = nullif(current_setting('app.current_tenant_id', true), '')::uuid);
create policy agents on kite_credentials to "${agent_role}" using (true) with check (true);

grant select, insert, delete on kite_credentials to "${app_role}";
grant update (api_key_encrypted, api_secret_encrypted, totp_secret_encrypted, broker_user_id_encrypted,
              broker_password_encrypted, auto_login, key_id, credential_version, version, updated_at)
    on kite_credentials to "${app_role}";
-- Agents read to log in, and erase when a tenant is removed; only the tenant itself writes credentials.
grant select, delete on kite_credentials to "${agent_role}";
