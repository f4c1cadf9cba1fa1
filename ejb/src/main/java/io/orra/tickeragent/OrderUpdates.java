package io.orra.tickeragent;

import io.orra.authagent.LiveSession;
import io.orra.health.AgentHealth;
import io.orra.messaging.MessageSender;
import io.orra.messaging.Queues;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;

/** Order updates that came on the tickers' sockets, on their way to the queue {@code order_updates}. */
@ApplicationScoped
public class OrderUpdates {
    private static final int MOST_WAITING = 10_000;

    @Inject
    private MessageSender sender;

    @Inject
    private Clock clock;

    @Resource
    private ManagedThreadFactory threads;

    private OrderForwarder forwarder;

    @PostConstruct
    void start() {
        forwarder = new OrderForwarder(
                update -> sender.sendAlone(
                        MessageSender.Outgoing.of(Queues.ORDER_UPDATES, update.id(), update.tenant(), update.body())),
                MOST_WAITING,
                threads);
    }

    /** Never blocks. */
    void take(LiveSession session, String order) {
        forwarder.take(
                OrderUpdate.of(session.tenantId(), session.userId(), session.kiteUserId(), order, clock.instant()));
    }

    void describe(AgentHealth health) {
        health.metric("order_updates_sent", forwarder.sent());
        health.metric("order_updates_waiting", forwarder.waiting());
        health.metric("order_updates_dropped", forwarder.dropped());
    }

    @PreDestroy
    void stop() {
        forwarder.close();
    }
}
