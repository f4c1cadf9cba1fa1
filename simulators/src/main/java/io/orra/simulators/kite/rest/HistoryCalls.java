package io.orra.simulators.kite.rest;

import io.orra.simulators.kite.KiteEnvelope;
import io.orra.simulators.kite.KiteError;
import io.orra.simulators.kite.market.History;
import io.orra.simulators.kite.market.Market;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Map;

/** Historical candles, with the range that the broker allows for each interval. */
final class HistoryCalls {
    private static final ZoneId KOLKATA = ZoneId.of("Asia/Kolkata");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private record Interval(Duration length, int mostDays) {
        static Interval minutes(int minutes, int mostDays) {
            return new Interval(Duration.ofMinutes(minutes), mostDays);
        }
    }

    private static final Map<String, Interval> INTERVALS = Map.of(
            "minute", Interval.minutes(1, 60),
            "3minute", Interval.minutes(3, 100),
            "5minute", Interval.minutes(5, 100),
            "10minute", Interval.minutes(10, 100),
            "15minute", Interval.minutes(15, 200),
            "30minute", Interval.minutes(30, 200),
            "60minute", Interval.minutes(60, 400),
            "day", Interval.minutes(24 * 60, 2000));

    private final Market market;
    private final History history;
    private final Authorization authorization;

    HistoryCalls(Market market, Authorization authorization) {
        this.market = market;
        this.history = new History(market);
        this.authorization = authorization;
    }

    void candles(RoutingContext context) {
        authorization.marketData(context);
        Interval interval = INTERVALS.get(context.pathParam("interval"));
        if (interval == null) {
            throw KiteError.input("Invalid `interval`.");
        }
        Instant from = time(context, "from");
        Instant to = time(context, "to");
        if (to.isBefore(from)) {
            throw KiteError.input("from date cannot be after to date");
        }
        if (Duration.between(from, to).compareTo(Duration.ofDays(interval.mostDays())) > 0) {
            throw KiteError.input("interval exceeds max limit: " + interval.mostDays() + " days");
        }
        boolean openInterest = "1".equals(context.request().getParam("oi"));
        KiteEnvelope.success(
                context,
                new JsonObject()
                        .put("candles", history.candles(position(context), interval.length(), from, to, openInterest)));
    }

    private int position(RoutingContext context) {
        try {
            int position = market.book().position(Integer.parseUnsignedInt(context.pathParam("token")));
            if (position >= 0) {
                return position;
            }
        } catch (NumberFormatException notAToken) {
            // falls through to the refusal
        }
        throw KiteError.input("invalid token");
    }

    private static Instant time(RoutingContext context, String name) {
        String text = context.request().getParam(name);
        if (text == null) {
            throw KiteError.missing(name);
        }
        try {
            LocalDateTime local =
                    text.length() == 10 ? LocalDate.parse(text).atStartOfDay() : LocalDateTime.parse(text, TIME);
            return local.atZone(KOLKATA).toInstant();
        } catch (DateTimeException notATime) {
            throw KiteError.input("invalid from or to date");
        }
    }
}
