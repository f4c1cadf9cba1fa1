-- The broker counts wrong entries by account, whoever of our tenants linked it: so do we.
alter table login_attempts
    add column account    varchar(64),
    add column cleared_at timestamptz,
    drop constraint login_attempts_outcome_known,
    add constraint login_attempts_outcome_known
        check (outcome in ('started', 'succeeded', 'credential_failure', 'uncertain', 'person_needed',
                           'transient_failure'));
comment on column login_attempts.account is
    'SHA-256 of the broker''s user id in capitals; null when the broker was not asked for want of one';
comment on column login_attempts.cleared_at is 'An operator lets the user be tried again in spite of this attempt';

create index login_attempts_account_idx on login_attempts (account, started_at) where account is not null;
create index login_attempts_user_idx on login_attempts (tenant_id, user_id, started_at);
drop index login_attempts_unreported_idx;
create index login_attempts_unreported_idx on login_attempts (finished_at)
    where reported_at is null and outcome not in ('started', 'succeeded');
create index login_attempts_open_idx on login_attempts (started_at) where outcome = 'started';

grant update (cleared_at) on login_attempts to "${agent_role}";

-- One row for each account at the broker: locked while an attempt is counted, so that instances take turns.
create table login_accounts
(
    account        varchar(64) primary key,
    leased_until   timestamptz,
    retry_at       timestamptz,
    proven_at      timestamptz,
    last_totp_step bigint,
    created_at     timestamptz not null default now(),
    updated_at     timestamptz not null default now()
);
comment on column login_accounts.leased_until is 'An attempt is under way until it is closed, or until then when its process died';
comment on column login_accounts.retry_at is 'Not before then, after a failure on the way';
comment on column login_accounts.proven_at is 'When the broker last took a login: its own count of wrong entries began anew';
comment on column login_accounts.last_totp_step is 'The 30 s step of the newest code sent: no code is sent twice';

grant select, insert on login_accounts to "${agent_role}";
grant update (leased_until, retry_at, proven_at, last_totp_step, updated_at) on login_accounts to "${agent_role}";

-- What an operator says of single days, before what Orra knows of the exchange's year.
create table market_days
(
    day        date primary key,
    kind       varchar(16)  not null,
    opens      time,
    closes     time,
    name       varchar(120) not null default '',
    created_at timestamptz  not null default now(),
    updated_at timestamptz  not null default now(),
    constraint market_days_kind_known check (kind in ('holiday', 'special', 'regular')),
    constraint market_days_hours_of_special check ((kind = 'special') = (opens is not null and closes is not null)),
    constraint market_days_open_before_close check (opens < closes)
);
comment on column market_days.opens is 'Wall clock in Asia/Kolkata';

grant select, insert, delete on market_days to "${agent_role}";
grant update (kind, opens, closes, name, updated_at) on market_days to "${agent_role}";
