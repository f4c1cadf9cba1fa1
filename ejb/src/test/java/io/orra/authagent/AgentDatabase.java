package io.orra.authagent;

import io.orra.persistence.SchemaMigration;
import io.orra.postgresql.RealPostgres;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.postgresql.ds.PGSimpleDataSource;

/** A real PostgreSQL with the product's schema, under the agents' role, without a container. */
final class AgentDatabase implements AutoCloseable {

    private static final String AGENT = "orra_agent";
    private static final String OWNER = "orra_owner";
    private static final String PASSWORD = "only-in-tests";

    private final EmbeddedPostgres server;
    private final EntityManagerFactory factory;
    private final EntityManager em;

    AgentDatabase() throws IOException, SQLException {
        server = RealPostgres.builder().start();
        prepare(
                "create role orra_owner login password '" + PASSWORD + "'",
                "create role orra_user login password '" + PASSWORD + "'",
                "create role orra_agent login password '" + PASSWORD + "'",
                "create database orra owner orra_owner");
        new SchemaMigration(url(), OWNER, PASSWORD, "orra_user", AGENT).run();
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url());
        source.setUser(AGENT);
        source.setPassword(PASSWORD);
        factory = Persistence.createEntityManagerFactory(
                "orra-agent",
                Map.of(
                        "jakarta.persistence.transactionType",
                        "RESOURCE_LOCAL",
                        "jakarta.persistence.nonJtaDataSource",
                        source,
                        // One connection for all: a new one for each transaction takes longer than the transaction.
                        "hibernate.connection.handling_mode",
                        "DELAYED_ACQUISITION_AND_HOLD"));
        em = factory.createEntityManager();
    }

    private String url() {
        return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/orra";
    }

    /** In a transaction that is rolled back when the work throws anything; for one thread. */
    <T> T transaction(Function<EntityManager, T> work) {
        try {
            em.getTransaction().begin();
            T result = work.apply(em);
            em.getTransaction().commit();
            return result;
        } finally {
            if (em.getTransaction().isActive()) {
                em.getTransaction().rollback();
            }
            em.clear();
        }
    }

    /** A tenant whose one user, of the same id, has linked an account for automatic login. */
    void link(UUID tenant) {
        write("""
                insert into tenants (id, tenant_id, clerk_org_id, name) values ('$', '$', 'org_$', 'A');
                insert into kite_credentials (id, tenant_id, user_id, api_key_encrypted, api_secret_encrypted,
                                              totp_secret_encrypted, auto_login, key_id)
                values (gen_random_uuid(), '$', '$', 'a', 'b', 'c', true, 'k')""".replace("$", tenant.toString()));
    }

    /** As the superuser in the product's database. */
    void write(String sql) {
        try (Connection connection = server.getDatabase("postgres", "orra").getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void prepare(String... statements) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            for (String one : statements) {
                statement.execute(one);
            }
        }
    }

    @Override
    public void close() throws IOException {
        em.close();
        factory.close();
        server.close();
    }
}
