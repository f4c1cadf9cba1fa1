package io.orra.notification;

import io.orra.ratelimit.SharedRate;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.OptionalInt;

/** Each webhook's rate, which all instances keep together; while Redis is away each one keeps it for itself. */
@ApplicationScoped
public class WebhookRates {

    @Inject
    private SharedRate shared;

    @Inject
    private DispatchSettings settings;

    @Inject
    private Clock clock;

    CallRate of(WebhookLine line) {
        double perSecond = settings.callsPerSecond();
        RateLimit alone = new RateLimit(perSecond, clock.instant());
        return perSecond <= 0 ? alone : new Shared("webhook:" + line.word(), perSecond, alone);
    }

    private final class Shared implements CallRate {

        private final String name;
        private final double perSecond;
        private final RateLimit alone;
        private volatile boolean away;

        private Shared(String name, double perSecond, RateLimit alone) {
            this.name = name;
            this.perSecond = perSecond;
            this.alone = alone;
        }

        @Override
        public int take(int wanted, Instant now) {
            if (wanted == 0) {
                return 0;
            }
            OptionalInt taken = shared.take(name, perSecond, alone.most(), wanted);
            away = taken.isEmpty();
            return taken.isPresent() ? taken.getAsInt() : alone.take(wanted, now);
        }

        @Override
        public void giveBack(int calls) {
            if (away) {
                alone.giveBack(calls);
            } else {
                shared.giveBack(name, perSecond, alone.most(), calls);
            }
        }
    }
}
