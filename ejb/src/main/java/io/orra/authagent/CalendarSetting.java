package io.orra.authagent;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The market calendar of {@code MARKET_CALENDAR}: {@code nse}, which operators edit, or {@code always-open} for a
 * simulated market.
 */
@ApplicationScoped
public class CalendarSetting {

    private final EditedCalendar edited = new EditedCalendar(NseCalendar.published());

    @Produces
    @Singleton
    public MarketCalendar calendar(@ConfigProperty(name = "MARKET_CALENDAR", defaultValue = "nse") String setting) {
        return "nse".equals(setting) ? edited() : MarketCalendar.named(setting);
    }

    /** What operators edit, whether it is the setting or not. */
    public EditedCalendar edited() {
        return edited;
    }
}
