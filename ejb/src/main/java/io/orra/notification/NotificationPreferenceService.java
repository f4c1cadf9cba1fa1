package io.orra.notification;

import io.orra.audit.Audit;
import io.orra.identity.Caller;
import io.orra.messaging.MessageSender;
import io.orra.messaging.Queues;
import io.orra.problem.Precondition;
import io.orra.tenancy.TenantBound;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A user's own notification preferences. */
@Stateless
@TenantBound
public class NotificationPreferenceService {

    /** The event type that the notification engine words as a test. */
    public static final String TEST_EVENT = "test_notification";

    /** In place of a user: what holds for users of the tenant that set nothing. */
    public static final UUID TENANT_DEFAULT = new UUID(0, 0);

    @PersistenceContext(unitName = "orra-tenant")
    private EntityManager database;

    @Inject
    private MessageSender sender;

    @Inject
    private Audit audit;

    @Inject
    private Clock clock;

    private NotificationPreferences preferences;

    @PostConstruct
    void open() {
        preferences = new NotificationPreferences(database);
    }

    /** What the caller set; no channel at all while they never did, which means the tenant's default. */
    public Preferences get(Caller caller) {
        return of(caller.tenantId(), caller.userId());
    }

    /** What holds for users of the caller's tenant who set no channel; no channel means email to the organisation. */
    public Preferences getDefault(Caller caller) {
        return of(caller.tenantId(), TENANT_DEFAULT);
    }

    /** Sets all of it. */
    public Preferences put(Caller caller, Preferences wanted, Precondition precondition) {
        Preferences set = set(caller.tenantId(), caller.userId(), wanted, precondition);
        audit.by(caller, "notification-preferences.set", null, Map.of("channels", words(wanted)));
        return set;
    }

    /** Sets all of the tenant's default. */
    public Preferences putDefault(Caller caller, Preferences wanted, Precondition precondition) {
        Preferences set = set(caller.tenantId(), TENANT_DEFAULT, wanted, precondition);
        audit.by(caller, "notification-preferences.set-default", null, Map.of("channels", words(wanted)));
        return set;
    }

    private static String words(Preferences preferences) {
        return String.join(
                ",",
                preferences.channels().stream()
                        .map(channel -> channel.channel().word())
                        .toList());
    }

    /** Puts one test event on its way to the caller; returns its id, by which the delivery log names it. */
    public UUID test(Caller caller) {
        UUID id = UUID.randomUUID();
        JsonObject event = Json.createObjectBuilder()
                .add("id", id.toString())
                .add("event_type", TEST_EVENT)
                .add("tenant_id", caller.tenantId().toString())
                .add("user_id", caller.userId().toString())
                .add("status", "success")
                .add("occurred_at", clock.instant().toString())
                .build();
        sender.send(Queues.EXECUTION_RESULTS, id.toString(), caller.tenantId(), event);
        audit.by(caller, "notification-preferences.test", id.toString(), Map.of());
        return id;
    }

    private Preferences of(UUID tenant, UUID user) {
        List<Preferences.Channel> channels = preferences.of(tenant, user).stream()
                .map(row -> new Preferences.Channel(row.channel(), row.destination(), row.isEnabled()))
                .toList();
        Optional<NotificationSettings> settings = preferences.settings(tenant, user);
        return new Preferences(
                channels,
                settings.flatMap(NotificationSettings::quietHours).orElse(null),
                settings.map(NotificationSettings::isUrgentOverride).orElse(true),
                settings.map(NotificationSettings::version).orElse(null));
    }

    private Preferences set(UUID tenant, UUID user, Preferences wanted, Precondition precondition) {
        Instant now = clock.instant();
        Optional<NotificationSettings> existing = preferences.settings(tenant, user);
        precondition.check(existing.map(NotificationSettings::version).orElse(null));
        NotificationSettings settings = existing.orElseGet(() -> {
            NotificationSettings created =
                    new NotificationSettings(tenant, user, wanted.quietHours(), wanted.urgentOverride(), now);
            preferences.add(created);
            return created;
        });
        settings.change(wanted.quietHours(), wanted.urgentOverride(), now);
        // Before the channels: two changes at once meet here.
        database.flush();
        preferences.clear(tenant, user);
        int position = 1;
        for (Preferences.Channel channel : wanted.channels()) {
            preferences.add(new NotificationPreference(
                    tenant, user, channel.channel(), channel.destination(), channel.enabled(), position++, now));
        }
        database.flush();
        return new Preferences(wanted.channels(), wanted.quietHours(), wanted.urgentOverride(), settings.version());
    }
}
