package io.orra.simulators.kite.web;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Every answer tells the broker's time, as RFC 9110 has it. */
final class DateHeader implements Handler<RoutingContext> {
    private final Clock clock;

    DateHeader(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void handle(RoutingContext context) {
        String now = DateTimeFormatter.RFC_1123_DATE_TIME.format(clock.instant().atOffset(ZoneOffset.UTC));
        context.response().putHeader("Date", now);
        context.next();
    }
}
