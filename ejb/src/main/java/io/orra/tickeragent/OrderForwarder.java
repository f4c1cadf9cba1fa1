package io.orra.tickeragent;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Sends order updates in order from a thread of its own, each until it is sent: while the message broker is away they
 * wait, as many as there is room for. The duplicate-detection id makes a second sending harmless.
 */
final class OrderForwarder implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(OrderForwarder.class.getName());
    private static final long FIRST_WAIT_MILLIS = 100;
    private static final long LONGEST_WAIT_MILLIS = 5_000;
    private static final long FAREWELL_MILLIS = 2_000;

    private final Consumer<OrderUpdate> sender;
    private final BlockingQueue<OrderUpdate> queue;
    private final LongAdder sent = new LongAdder();
    private final LongAdder dropped = new LongAdder();
    private final Thread thread;
    private volatile boolean closed;

    /** @param sender throws when the update was not sent */
    OrderForwarder(Consumer<OrderUpdate> sender, int mostWaiting, ThreadFactory threads) {
        this.sender = sender;
        this.queue = new ArrayBlockingQueue<>(mostWaiting);
        this.thread = threads.newThread(this::run);
        this.thread.start();
    }

    /** Never blocks; what there is no room for is dropped, counted and told of. */
    void take(OrderUpdate update) {
        if (closed || !queue.offer(update)) {
            dropped.increment();
            LOG.log(Level.WARNING, "an order update of tenant {0} found no room and is lost", update.tenant());
        }
    }

    long sent() {
        return sent.sum();
    }

    int waiting() {
        return queue.size();
    }

    long dropped() {
        return dropped.sum();
    }

    private void run() {
        try {
            while (true) {
                OrderUpdate next = queue.poll(1, TimeUnit.SECONDS);
                if (next != null) {
                    sendUntilDone(next);
                } else if (closed) {
                    return;
                }
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private void sendUntilDone(OrderUpdate update) throws InterruptedException {
        long wait = FIRST_WAIT_MILLIS;
        while (true) {
            try {
                sender.accept(update);
                sent.increment();
                return;
            } catch (RuntimeException away) {
                if (wait == FIRST_WAIT_MILLIS) {
                    LOG.log(
                            Level.WARNING,
                            "order updates wait for the message broker ({0})",
                            away.getClass().getName());
                }
                Thread.sleep(wait);
                wait = Math.min(2 * wait, LONGEST_WAIT_MILLIS);
            }
        }
    }

    /** Takes nothing more and gives what waits some time to go out. */
    @Override
    public void close() {
        closed = true;
        try {
            thread.join(FAREWELL_MILLIS);
            thread.interrupt();
        } catch (InterruptedException stopped) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }
}
