package io.orra.notification;

import io.orra.identity.Caller;
import io.orra.identity.Roles;
import io.orra.tenancy.TenantBound;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** The delivery log of a tenant: administrators see all of it, members what was for them. */
@Stateless
@TenantBound
public class NotificationHistory {

    @PersistenceContext(unitName = "orra-tenant")
    private EntityManager database;

    private NotificationLog log;
    private NotificationDeliveries deliveries;

    @PostConstruct
    void open() {
        log = new NotificationLog(database);
        deliveries = new NotificationDeliveries(database);
    }

    /** A notification with its attempts in their order. */
    public record Told(NotificationLog.Entry entry, List<DeliveryAttempt> attempts) {}

    /** The search's tenant and user are not looked at: they are the caller's. */
    public List<Told> find(Caller caller, NotificationLog.Search search) {
        boolean all = caller.roles().contains(Roles.ADMIN) || caller.roles().contains(Roles.SUPER_ADMIN);
        UUID user = all ? null : caller.userId();
        List<NotificationLog.Entry> entries = log.find(new NotificationLog.Search(
                caller.tenantId(),
                user,
                search.state(),
                search.channel(),
                search.eventId(),
                search.before(),
                search.size()));
        if (entries.isEmpty()) {
            return List.of();
        }
        List<UUID> ids = entries.stream().map(NotificationLog.Entry::id).toList();
        Map<UUID, List<DeliveryAttempt>> attempts = deliveries.of(caller.tenantId(), ids).stream()
                .collect(Collectors.groupingBy(DeliveryAttempt::notificationId));
        return entries.stream()
                .map(entry -> new Told(entry, attempts.getOrDefault(entry.id(), List.of())))
                .toList();
    }
}
