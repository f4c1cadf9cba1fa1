package io.orra.persistence;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/** A persistence unit of the product's own persistence.xml, on a test database, without a container. */
public final class TestUnit {

    private static final Map<String, TestUnit> OPEN = new HashMap<>();

    private final EntityManagerFactory factory;

    private TestUnit(EntityManagerFactory factory) {
        this.factory = factory;
    }

    /** The application's unit under its role: bind a tenant first. */
    public static TestUnit tenant() {
        return open("orra-tenant", TestDatabase.APP);
    }

    /** The agents' unit under their role. */
    public static TestUnit agent() {
        return open("orra-agent", TestDatabase.AGENT);
    }

    public <T> T get(Function<EntityManager, T> work) {
        EntityManager em = factory.createEntityManager();
        try {
            em.getTransaction().begin();
            T result = work.apply(em);
            em.getTransaction().commit();
            return result;
        } finally {
            if (em.getTransaction().isActive()) {
                em.getTransaction().rollback();
            }
            em.close();
        }
    }

    public void run(Consumer<EntityManager> work) {
        get(em -> {
            work.accept(em);
            return null;
        });
    }

    public EntityManagerFactory factory() {
        return factory;
    }

    private static synchronized TestUnit open(String name, String role) {
        return OPEN.computeIfAbsent(name, key -> new TestUnit(factory(name, role, Map.of())));
    }

    static EntityManagerFactory factory(String name, String role, Map<String, ?> more) {
        Map<String, Object> settings = new HashMap<>(more);
        settings.put("jakarta.persistence.transactionType", "RESOURCE_LOCAL");
        // The unit's own mode is for JTA: it gives the connection back before a commit that is the connection's here.
        settings.put("hibernate.connection.handling_mode", "DELAYED_ACQUISITION_AND_RELEASE_AFTER_TRANSACTION");
        settings.put(
                "jakarta.persistence.nonJtaDataSource", TestDatabase.shared().dataSource(role));
        return Persistence.createEntityManagerFactory(name, settings);
    }
}
