package io.orra.authagent;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** A clock under a test's hand, in the market's zone; others may differ from it. */
final class SettableClock extends Clock {

    private volatile Instant now;

    SettableClock(Instant now) {
        this.now = now;
    }

    void set(Instant instant) {
        now = instant;
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    @Override
    public ZoneId getZone() {
        return BrokerDay.ZONE;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }

    @Override
    public Instant instant() {
        return now;
    }

    /** A host's clock that is off by something that may change. */
    static final class Off extends Clock {

        private final SettableClock truth;
        private Duration by = Duration.ZERO;

        Off(SettableClock truth) {
            this.truth = truth;
        }

        void by(Duration difference) {
            by = difference;
        }

        @Override
        public ZoneId getZone() {
            return BrokerDay.ZONE;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return truth.instant().plus(by);
        }
    }
}
