package io.orra.notification;

import io.orra.tenancy.Tenant;

/** Whom an event is for: the user's enabled preference, else by email to the organisation, as in the original. */
class Targets {

    private final NotificationPreferences preferences;

    Targets(NotificationPreferences preferences) {
        this.preferences = preferences;
    }

    Target of(TenantEvent event, Tenant tenant) {
        return preferences
                .findEnabled(event.tenantId(), event.userId())
                .map(preference -> new Target(preference.channel(), preference.destination()))
                .orElseGet(() -> new Target(NotificationChannel.EMAIL, tenant.clerkOrgId()));
    }
}
