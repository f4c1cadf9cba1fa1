package io.orra.notification;

import jakarta.enterprise.concurrent.ManagedThreadFactory;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/** A thread of a bean's own that works in rounds until the bean ends, and rests between them unless it is woken. */
final class BackgroundThread {

    private final Thread thread;
    private final AtomicBoolean woken = new AtomicBoolean();
    private volatile boolean stopping;

    private BackgroundThread(ManagedThreadFactory threads, String name, Runnable work) {
        thread = threads.newThread(work);
        thread.setName(name);
        thread.setDaemon(true);
    }

    /** @param work asks {@link #stopping()} after each round */
    static BackgroundThread of(ManagedThreadFactory threads, String name, Runnable work) {
        return new BackgroundThread(threads, name, work);
    }

    void start() {
        thread.start();
    }

    boolean stopping() {
        return stopping;
    }

    /** Ends its rest, or the next one should it not rest now. */
    void wake() {
        woken.set(true);
        LockSupport.unpark(thread);
    }

    /** Called by the thread itself. */
    void rest(Duration most) {
        if (!woken.getAndSet(false) && !stopping) {
            LockSupport.parkNanos(this, most.toNanos());
            woken.set(false);
        }
    }

    /** Called by the thread itself: until that moment of {@link System#nanoTime}, woken or not. */
    void pauseUntil(long nanoTime) {
        for (long left = nanoTime - System.nanoTime(); left > 0 && !stopping; left = nanoTime - System.nanoTime()) {
            LockSupport.parkNanos(this, left);
        }
    }

    /** Lets it end its round. */
    void end(Duration patience) {
        stopping = true;
        wake();
        try {
            thread.join(patience.toMillis());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
