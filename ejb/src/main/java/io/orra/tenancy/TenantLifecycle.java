package io.orra.tenancy;

import io.orra.authagent.BrokerSessions;
import io.orra.credentials.KiteCredentials;
import io.orra.redis.RedisNames;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import redis.clients.jedis.RedisClient;

/** Makes, renames and removes tenants; what Redis says of them follows the commit. */
@Stateless
public class TenantLifecycle {

    @PersistenceContext(unitName = "orra-agent")
    private EntityManager database;

    @Inject
    private Clock clock;

    @Inject
    private RedisClient redis;

    @Inject
    private AfterCommit afterCommit;

    private Tenants tenants;

    @PostConstruct
    void open() {
        tenants = new Tenants(database);
    }

    /** The organisation's tenant, made when it is new. One that was removed stays removed: the event came late. */
    public UUID provision(String organisation, String name) {
        Tenant tenant = tenants.provision(organisation, name, clock.instant());
        String active = tenant.isActive() ? "1" : "0";
        afterCommit.run("tenant:active", () -> redis.set(RedisNames.tenantActive(tenant.id()), active));
        return tenant.id();
    }

    public Optional<UUID> rename(String organisation, String name) {
        Optional<Tenant> tenant = tenants.findByClerkOrgId(organisation);
        tenant.ifPresent(found -> found.rename(name, clock.instant()));
        return tenant.map(Tenant::id);
    }

    /** Ends the tenant's sessions, erases its credentials, closes its streams; the row stays for the records. */
    public Optional<UUID> remove(String organisation) {
        Optional<Tenant> tenant = tenants.findByClerkOrgId(organisation);
        tenant.ifPresent(this::remove);
        return tenant.map(Tenant::id);
    }

    private void remove(Tenant tenant) {
        Instant now = clock.instant();
        tenant.deactivate(now);
        new BrokerSessions(database).endAll(tenant.id(), "tenant_removed", now);
        new KiteCredentials(database).eraseAll(tenant.id());
        afterCommit.run("removal of a tenant", () -> {
            redis.set(RedisNames.tenantActive(tenant.id()), "0");
            redis.del(RedisNames.accessToken(tenant.id()), RedisNames.connectionStatus(tenant.id()));
        });
    }
}
