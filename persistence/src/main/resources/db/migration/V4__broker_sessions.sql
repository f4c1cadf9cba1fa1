-- One row for each (tenant, user): the newest session. An ended one keeps no token.
create table broker_sessions
(
    id                     uuid primary key,
    tenant_id              uuid        not null references tenants (id),
    user_id                uuid        not null,
    kite_user_id           varchar(64) not null,
    access_token_encrypted text,
    key_id                 varchar(64) not null,
    login_at               timestamptz not null,
    expires_at             timestamptz not null,
    ended_at               timestamptz,
    end_reason             varchar(64),
    version                bigint      not null default 0,
    created_at             timestamptz not null default now(),
    updated_at             timestamptz not null default now(),
    constraint broker_sessions_one_per_user unique (tenant_id, user_id),
    constraint broker_sessions_kite_user_id_filled check (length(kite_user_id) > 0),
    constraint broker_sessions_access_token_length check (length(access_token_encrypted) between 1 and 2048),
    constraint broker_sessions_key_id_filled check (length(key_id) > 0),
    constraint broker_sessions_token_until_end check ((access_token_encrypted is null) = (ended_at is not null)),
    constraint broker_sessions_end_has_reason check ((ended_at is null) = (end_reason is null)),
    constraint broker_sessions_expire_after_login check (expires_at > login_at)
);

alter table broker_sessions enable row level security;
alter table broker_sessions force row level security;
create policy tenant_isolation on broker_sessions to "${app_role}"
    using (tenant_id = nullif(current_setting('app.current_tenant_id', true), '')::uuid)
    with check (tenant_id = nullif(current_setting('app.current_tenant_id', true), '')::uuid);
create policy agents on broker_sessions to "${agent_role}" using (true) with check (true);

-- Both write: the auth agent logs in by itself, check-connection stores what a person's login gave.
grant select, insert on broker_sessions to "${app_role}", "${agent_role}";
grant update (kite_user_id, access_token_encrypted, key_id, login_at, expires_at, ended_at, end_reason, version,
              updated_at)
    on broker_sessions to "${app_role}", "${agent_role}";

-- An attempt is counted before it is made, so that a crash never hides one from the broker's limit of five.
create table login_attempts
(
    id                 uuid primary key,
    tenant_id          uuid        not null references tenants (id),
    user_id            uuid        not null,
    business_date      date        not null,
    attempt_no         integer     not null,
    started_at         timestamptz not null,
    finished_at        timestamptz,
    outcome            varchar(32) not null,
    reason             varchar(64),
    credential_version bigint      not null,
    reported_at        timestamptz,
    created_at         timestamptz not null default now(),
    updated_at         timestamptz not null default now(),
    constraint login_attempts_numbered unique (tenant_id, user_id, business_date, attempt_no),
    constraint login_attempts_attempt_no_positive check (attempt_no > 0),
    constraint login_attempts_outcome_known
        check (outcome in ('started', 'succeeded', 'credential_failure', 'transient_failure')),
    constraint login_attempts_finished_with_outcome check ((outcome = 'started') = (finished_at is null)),
    constraint login_attempts_reported_after_its_end check (reported_at is null or finished_at is not null)
);
create index login_attempts_unreported_idx on login_attempts (finished_at)
    where reported_at is null and outcome in ('credential_failure', 'transient_failure');
comment on column login_attempts.business_date is 'The day in Asia/Kolkata';
comment on column login_attempts.reported_at is 'When auth_errors took it; set with the message, in one transaction';

alter table login_attempts enable row level security;
alter table login_attempts force row level security;
create policy tenant_isolation on login_attempts to "${app_role}"
    using (tenant_id = nullif(current_setting('app.current_tenant_id', true), '')::uuid)
    with check (tenant_id = nullif(current_setting('app.current_tenant_id', true), '')::uuid);
create policy agents on login_attempts to "${agent_role}" using (true) with check (true);

-- Nobody deletes an attempt, and a request can't write one: that would reset the count.
grant select on login_attempts to "${app_role}";
grant select, insert on login_attempts to "${agent_role}";
grant update (finished_at, outcome, reason, reported_at, updated_at) on login_attempts to "${agent_role}";
