package io.orra.marketdata;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;

/** Who took the streams of tenants last, as one instance sees it. Each note may be made again. */
public final class StreamOwners {

    private static final String TOOK = """
            insert into stream_owners (tenant_id, instance, taken_at)
            select tenant, ?, now() from unnest(?) as taken (tenant) order by tenant
            on conflict (tenant_id) do update set instance = excluded.instance, taken_at = excluded.taken_at""";
    private static final String OTHERS =
            "select tenant_id from stream_owners where instance <> ? and tenant_id = any (?)";
    private static final String GAVE_UP = "delete from stream_owners where instance = ? and tenant_id = any (?)";

    private final DataSource database;
    private final UUID instance;

    /** @param instance a name that no other start of an instance has */
    public StreamOwners(DataSource database, UUID instance) {
        this.database = database;
        this.instance = instance;
    }

    /**
     * These are this instance's from now on.
     *
     * @throws MarketDatabaseException when nobody knows whether it was written
     */
    public void took(Collection<UUID> tenants) {
        write(TOOK, tenants);
    }

    /**
     * Those of these that another instance took last.
     *
     * @throws MarketDatabaseException when the database does not answer
     */
    public Set<UUID> takenByOthers(Collection<UUID> tenants) {
        return MarketDatabaseException.guard(() -> {
            Set<UUID> taken = new HashSet<>();
            try (Connection connection = database.getConnection();
                    PreparedStatement others = prepared(connection, OTHERS, tenants);
                    ResultSet rows = others.executeQuery()) {
                while (rows.next()) {
                    taken.add(rows.getObject(1, UUID.class));
                }
            }
            return taken;
        });
    }

    /**
     * These are this instance's no more.
     *
     * @throws MarketDatabaseException when nobody knows whether it was written
     */
    public void gaveUp(Collection<UUID> tenants) {
        write(GAVE_UP, tenants);
    }

    private void write(String sql, Collection<UUID> tenants) {
        MarketDatabaseException.guard(() -> {
            try (Connection connection = database.getConnection();
                    PreparedStatement statement = prepared(connection, sql, tenants)) {
                return statement.executeUpdate();
            }
        });
    }

    private PreparedStatement prepared(Connection connection, String sql, Collection<UUID> tenants)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        statement.setObject(1, instance);
        statement.setArray(2, connection.createArrayOf("uuid", tenants.toArray()));
        return statement;
    }
}
