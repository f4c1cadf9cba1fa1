package io.orra.authagent;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Executor;

/** Runs so many logins at a time and no more; the next begins when one ends. A login is in it once. */
final class LoginQueue {

    private record Entry(Login whose, Runnable work) {}

    private final Executor threads;
    private final int atATime;
    private final Queue<Entry> waiting = new ArrayDeque<>();
    private final Set<Login> inside = new HashSet<>();
    private int running;

    LoginQueue(Executor threads, int atATime) {
        if (atATime < 1) {
            throw new IllegalArgumentException("AUTH_LOGIN_PARALLELISM must be 1 or more");
        }
        this.threads = threads;
        this.atATime = atATime;
    }

    /** Returns whether it was taken; one that waits or is under way is not taken again. */
    synchronized boolean offer(Login whose, Runnable work) {
        if (!inside.add(whose)) {
            return false;
        }
        waiting.add(new Entry(whose, work));
        begin();
        return true;
    }

    synchronized int size() {
        return inside.size();
    }

    private synchronized void begin() {
        while (running < atATime && !waiting.isEmpty()) {
            Entry next = waiting.remove();
            running++;
            threads.execute(() -> {
                try {
                    next.work().run();
                } finally {
                    ended(next);
                }
            });
        }
    }

    private synchronized void ended(Entry entry) {
        running--;
        inside.remove(entry.whose());
        begin();
    }
}
