-- Why a tenant is not active: the operator or Clerk suspended it, or the organisation is gone. Billing has its own reason.
alter table tenants
    add column suspended_at timestamptz,
    add column removed_at   timestamptz,
    add column active_before_suspension boolean not null default true;
comment on column tenants.active_before_suspension is 'What is_active was when the suspension began, for its end';

-- Whatever anybody writes into is_active: a tenant that is suspended or removed is not active.
create function tenants_stay_off() returns trigger language plpgsql as
$$
begin
    if new.suspended_at is not null or new.removed_at is not null then
        new.is_active := false;
    end if;
    return new;
end
$$;
revoke all on function tenants_stay_off() from public;
create trigger tenants_stay_off before insert or update on tenants for each row execute function tenants_stay_off();

grant update (suspended_at, removed_at, active_before_suspension) on tenants to "${agent_role}";
