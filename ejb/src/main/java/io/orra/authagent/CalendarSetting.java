package io.orra.authagent;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The market calendar of {@code MARKET_CALENDAR}: {@code nse}, or {@code always-open} for a simulated market. */
@ApplicationScoped
public class CalendarSetting {

    @Produces
    @Singleton
    public MarketCalendar calendar(@ConfigProperty(name = "MARKET_CALENDAR", defaultValue = "nse") String setting) {
        return MarketCalendar.named(setting);
    }
}
