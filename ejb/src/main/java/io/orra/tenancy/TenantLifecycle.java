package io.orra.tenancy;

import io.orra.credentials.KiteCredentials;
import io.orra.redis.RedisNames;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import redis.clients.jedis.RedisClient;

/**
 * Makes, renames, suspends and removes tenants; what Redis and the broker hear of it follows the commit. Whoever calls
 * it writes the audit entry, because they know who asked.
 */
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

    @Inject
    private Event<TenantChanged> changes;

    private Tenants tenants;

    @PostConstruct
    void open() {
        tenants = new Tenants(database);
    }

    /** The organisation's tenant, made when it is new. One that was removed stays removed: the event came late. */
    public UUID provision(String organisation, String name) {
        boolean known = tenants.findByClerkOrgId(organisation).isPresent();
        Tenant tenant = tenants.provision(organisation, name, clock.instant());
        mirrorActivity(tenant);
        if (!known) {
            changes.fire(new TenantChanged(tenant.id(), TenantChanged.Kind.PROVISIONED));
        }
        return tenant.id();
    }

    public Optional<UUID> rename(String organisation, String name) {
        return present(organisation).map(found -> {
            found.rename(name, clock.instant());
            return found.id();
        });
    }

    /** Reading is all that is left to the tenant; its sessions end, its streams close, its credentials stay. */
    public void suspend(Tenant tenant) {
        if (tenant.isSuspended() || tenant.isRemoved()) {
            return;
        }
        tenant.suspend(clock.instant());
        mirrorActivity(tenant);
        changes.fire(new TenantChanged(tenant.id(), TenantChanged.Kind.SUSPENDED));
    }

    public void resume(Tenant tenant) {
        if (!tenant.isSuspended()) {
            return;
        }
        tenant.resume(clock.instant());
        changes.fire(new TenantChanged(tenant.id(), TenantChanged.Kind.RESUMED));
        mirrorActivity(tenant);
    }

    /** Ends the tenant's sessions, erases its credentials, closes its streams; the row stays for the records. */
    public void remove(Tenant tenant) {
        if (tenant.isRemoved()) {
            return;
        }
        tenant.remove(clock.instant());
        mirrorActivity(tenant);
        changes.fire(new TenantChanged(tenant.id(), TenantChanged.Kind.REMOVED));
        new KiteCredentials(database).eraseAll(tenant.id());
    }

    private Optional<Tenant> present(String organisation) {
        return tenants.findByClerkOrgId(organisation).filter(tenant -> !tenant.isRemoved());
    }

    private void mirrorActivity(Tenant tenant) {
        UUID id = tenant.id();
        String active = tenant.isActive() ? "1" : "0";
        afterCommit.run("tenant:active", () -> redis.set(RedisNames.tenantActive(id), active));
    }
}
