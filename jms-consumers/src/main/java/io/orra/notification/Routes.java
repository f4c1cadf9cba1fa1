package io.orra.notification;

import io.orra.notification.NotificationRouting.Quiet;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Whom events are for, read at once for all events at hand: the user's channels in their order, else the tenant's
 * default, else email to the organisation as in the original.
 */
class Routes {

    private record User(UUID tenantId, UUID userId) {}

    private final Map<UUID, String> organisations = new HashMap<>();
    private final Map<User, List<Target>> channels = new HashMap<>();
    private final Map<User, Quiet> settings = new HashMap<>();

    private Routes() {}

    static Routes of(EntityManager database, Collection<UUID> tenantIds, Collection<UUID> userIds) {
        Routes routes = new Routes();
        if (tenantIds.isEmpty()) {
            return routes;
        }
        Set<UUID> users = new HashSet<>(userIds);
        users.add(NotificationPreferenceService.TENANT_DEFAULT);
        NotificationRouting routing = new NotificationRouting(database);
        routing.organisations(tenantIds)
                .forEach(tenant -> routes.organisations.put(tenant.tenantId(), tenant.clerkOrgId()));
        routing.channels(tenantIds, users)
                .forEach(row -> routes.channels
                        .computeIfAbsent(new User(row.tenantId(), row.userId()), user -> new ArrayList<>())
                        .add(new Target(row.channel(), row.destination())));
        routing.quiet(tenantIds, users)
                .forEach(row -> routes.settings.put(new User(row.tenantId(), row.userId()), row));
        return routes;
    }

    boolean knows(UUID tenantId) {
        return organisations.containsKey(tenantId);
    }

    /** Whether the user said how to be told; who did not is told as the tenant says. */
    boolean knows(UUID tenantId, UUID userId) {
        User user = new User(tenantId, userId);
        return channels.containsKey(user) || settings.containsKey(user);
    }

    /**
     * The first channel that was not tried yet and whose destination is one of it.
     *
     * @param tried channels that were given up, comma-separated
     */
    Optional<Target> next(UUID tenantId, UUID userId, String tried) {
        List<String> given = Arrays.asList(tried.split(","));
        List<Target> targets = channels.getOrDefault(
                new User(tenantId, userId),
                channels.get(new User(tenantId, NotificationPreferenceService.TENANT_DEFAULT)));
        if (targets == null) {
            return Optional.of(new Target(NotificationChannel.EMAIL, organisations.get(tenantId)))
                    .filter(organisation ->
                            !given.contains(organisation.channel().word()));
        }
        return targets.stream()
                .filter(target -> !given.contains(target.channel().word()))
                .filter(Target::fits)
                .findFirst();
    }

    /** When it may be told: now, or at the end of the user's quiet hours. */
    Instant notBefore(UUID tenantId, UUID userId, boolean urgent, Instant moment) {
        User user = new User(tenantId, userId);
        Quiet said = settings.get(user);
        if (said == null && !channels.containsKey(user)) {
            said = settings.get(new User(tenantId, NotificationPreferenceService.TENANT_DEFAULT));
        }
        if (said == null || (urgent && said.urgentOverride())) {
            return moment;
        }
        return said.quietHours() == null ? moment : said.quietHours().endOf(moment);
    }
}
