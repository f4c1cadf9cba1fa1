-- Runs at every start: row-level security protects nobody from a role that owns the tables or may bypass it.
do
$$
    declare
        login record;
    begin
        if '${app_role}' = '${agent_role}' then
            raise exception 'the application and the agents need two database roles';
        end if;
        for login in select * from (values ('application', '${app_role}'), ('agents', '${agent_role}')) as t (part, role)
            loop
                if not exists (select from pg_roles where rolname = login.role) then
                    raise exception 'the database role of the % does not exist', login.part;
                end if;
                if exists (select from pg_roles where rolname = login.role and (rolsuper or rolbypassrls)) then
                    raise exception 'the database role of the % is not held by row-level security', login.part;
                end if;
                if pg_has_role(login.role, current_user, 'member') then
                    raise exception 'the database role of the % owns the schema', login.part;
                end if;
            end loop;
    end
$$;
