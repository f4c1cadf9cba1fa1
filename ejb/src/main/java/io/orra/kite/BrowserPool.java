package io.orra.kite;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * Shares browsers among logins: some tabs to each, so that one that hangs takes few with it. A browser is replaced after
 * many logins, because browsers grow, and ended soon after the last one, because none is needed until the next morning.
 */
final class BrowserPool implements AutoCloseable {
    private static final int TABS = 4;
    private static final int LOGINS = 100;
    private static final Duration LINGER = Duration.ofSeconds(10);

    private static final class Entry {
        private final SharedBrowser browser;
        private int tabs;
        private int logins;

        private Entry(SharedBrowser browser) {
            this.browser = browser;
        }

        private boolean hasRoom() {
            return !browser.ended() && tabs < TABS && logins < LOGINS;
        }
    }

    private final BrowserSettings settings;
    private final Executor threads;
    private final Sleeper sleeper;
    private final List<Entry> entries = new ArrayList<>();
    private boolean closed;

    BrowserPool(BrowserSettings settings, Executor threads, Sleeper sleeper) {
        this.settings = settings;
        this.threads = threads;
        this.sleeper = sleeper;
    }

    /** A browser with room for one more; to be given back. */
    synchronized SharedBrowser take() throws IOException {
        if (closed) {
            throw new IOException("closed");
        }
        Entry entry = entries.stream().filter(Entry::hasRoom).findFirst().orElse(null);
        if (entry == null) {
            entry = new Entry(new SharedBrowser(settings, threads));
            entries.add(entry);
        }
        entry.tabs++;
        entry.logins++;
        return entry.browser;
    }

    void release(SharedBrowser browser) {
        Entry idle = null;
        synchronized (this) {
            for (Entry entry : entries) {
                if (entry.browser == browser && --entry.tabs == 0) {
                    idle = entry;
                }
            }
        }
        if (idle != null) {
            Entry unused = idle;
            int before = unused.logins;
            threads.execute(() -> endLater(unused, before));
        }
    }

    private void endLater(Entry entry, int loginsBefore) {
        try {
            if (!entry.browser.ended() && entry.logins < LOGINS) {
                sleeper.sleep(LINGER);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        synchronized (this) {
            if (entry.tabs > 0 || entry.logins != loginsBefore || !entries.remove(entry)) {
                return;
            }
        }
        entry.browser.close();
    }

    @Override
    public void close() {
        List<Entry> all;
        synchronized (this) {
            closed = true;
            all = List.copyOf(entries);
            entries.clear();
        }
        all.forEach(entry -> entry.browser.close());
    }
}
