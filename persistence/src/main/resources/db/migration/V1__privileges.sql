-- Nobody gets anything by default; the two login roles may look into the schema and create nothing.
do
$$
    begin
        execute format('revoke all on database %I from public', current_database());
        execute format('grant connect on database %I to "${app_role}", "${agent_role}"', current_database());
    end
$$;

revoke all on schema public from public;
grant usage on schema public to "${app_role}", "${agent_role}";
