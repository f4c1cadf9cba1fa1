package io.orra.persistence;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Walks the database's own catalogue and tells what is wrong with it. */
final class TenantTables {

    private static final String TABLES = """
            select c.oid as table_id, c.relname, a.attnotnull
            from pg_class c
            join pg_namespace n on n.oid = c.relnamespace
            join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
            where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema')
            order by c.relname""";

    private final Connection superuser;

    TenantTables(Connection superuser) {
        this.superuser = superuser;
    }

    List<String> names() throws SQLException {
        return texts("select t.relname from (" + TABLES + ") t");
    }

    /** What breaks the isolation of tenants, one line each. */
    List<String> faults() throws SQLException {
        return Stream.of(
                        "select relname || ': row-level security is off' from tables where not relrowsecurity",
                        "select relname || ': row-level security is not forced' from tables where not relforcerowsecurity",
                        """
                        select relname || ': no policy' from tables
                        where not exists (select from pg_policy where polrelid = table_id)""",
                        """
                        select relname || ': no policy for the application' from tables
                        where attnotnull
                          and not exists (select from pg_policy where polrelid = table_id and %s)""",
                        """
                        select relname || ': policy ' || polname || ' shows the application other tenants'
                        from tables join pg_policy on polrelid = table_id
                        where %s and polpermissive and not (%s)""",
                        """
                        select relname || ': no index leads with tenant_id' from tables
                        where not exists (
                            select from pg_index i join pg_attribute a on a.attrelid = i.indrelid
                            where i.indrelid = table_id and a.attname = 'tenant_id' and i.indkey[0] = a.attnum)""")
                .map(check -> "with tables as (select t.*, c.relrowsecurity, c.relforcerowsecurity from (" + TABLES
                        + ") t join pg_class c on c.oid = t.table_id) "
                        + check.formatted(FOR_APPLICATION, BY_TENANT))
                .flatMap(this::found)
                .toList();
    }

    /** 0 among the roles of a policy is PUBLIC. */
    private static final String FOR_APPLICATION = """
            exists (select from unnest(polroles) r
                    where case r when 0 then true else pg_has_role('orra_user', r, 'member') end)""";

    private static final String BY_TENANT =
            Stream.of("polqual", "polwithcheck").map("""
                 coalesce(pg_get_expr(%s, polrelid), '') =
                 '(tenant_id = (NULLIF(current_setting(''app.current_tenant_id''::text, true), ''''::text))::uuid)'"""::formatted).collect(Collectors.joining(" and "));

    /** What a login role owns or may do that it must not, one line each. */
    List<String> excesses(String role) throws SQLException {
        return Stream.of(
                        "select 'owns ' || relname from pg_class where relowner = '%s'::regrole",
                        "select 'owns schema ' || nspname from pg_namespace where nspowner = '%s'::regrole",
                        "select 'owns function ' || proname from pg_proc where proowner = '%s'::regrole",
                        "select 'owns database ' || datname from pg_database where datdba = '%s'::regrole",
                        "select 'is superuser' from pg_roles where rolname = '%s' and rolsuper",
                        "select 'bypasses row-level security' from pg_roles where rolname = '%s' and rolbypassrls",
                        "select 'creates roles' from pg_roles where rolname = '%s' and rolcreaterole",
                        "select 'creates databases' from pg_roles where rolname = '%s' and rolcreatedb",
                        "select 'replicates' from pg_roles where rolname = '%s' and rolreplication",
                        """
                        select 'is a member of ' || rolname from pg_roles
                        where rolname <> '%1$s' and pg_has_role('%1$s', oid, 'member')""",
                        """
                        select 'creates in schema ' || nspname from pg_namespace
                        where has_schema_privilege('%s', oid, 'create')""",
                        "select 'creates in the database' where has_database_privilege('%s', current_database(), 'create')",
                        "select 'makes temporary tables' where has_database_privilege('%s', current_database(), 'temporary')",
                        """
                        select 'may ' || p || ' ' || relname
                        from pg_class, unnest(array ['truncate', 'references', 'trigger']) p
                        where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace
                          and has_table_privilege('%s', pg_class.oid, p)""",
                        """
                        select 'reads the history of migrations'
                        from pg_class where relname = 'flyway_schema_history' and has_table_privilege('%s', oid, 'select')""")
                .map(check -> check.formatted(role))
                .flatMap(this::found)
                .toList();
    }

    private Stream<String> found(String sql) {
        try {
            return texts(sql).stream();
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private List<String> texts(String sql) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Statement statement = superuser.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }
}
