-- Runs at every start: row-level security protects nobody from a role that owns the tables or may bypass it.
do
$$
    declare
        role_name text;
    begin
        if '${app_role}' = '${agent_role}' then
            raise exception 'The application and the agents must use two database roles';
        end if;
        foreach role_name in array array ['${app_role}', '${agent_role}']
            loop
                if not exists (select from pg_roles where rolname = role_name) then
                    raise exception 'The database role % does not exist', role_name;
                end if;
                if exists (select from pg_roles where rolname = role_name and (rolsuper or rolbypassrls)) then
                    raise exception 'The database role % is superuser or bypasses row-level security', role_name;
                end if;
                if pg_has_role(role_name, current_user, 'member') then
                    raise exception 'The database role % is the owner of the schema or a member of it', role_name;
                end if;
            end loop;
    end
$$;
