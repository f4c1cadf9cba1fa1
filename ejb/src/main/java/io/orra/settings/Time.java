package io.orra.settings;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.ZoneId;

/** The one clock. Its zone is the market's: whoever asks it for a date gets the market's date. */
@ApplicationScoped
public class Time {

    /** NSE, BSE and the broker's day; no daylight saving. */
    public static final ZoneId MARKET_ZONE = ZoneId.of("Asia/Kolkata");

    @Produces
    @Singleton
    public Clock clock() {
        return Clock.system(MARKET_ZONE);
    }
}
