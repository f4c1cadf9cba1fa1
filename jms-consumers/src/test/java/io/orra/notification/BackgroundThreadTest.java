package io.orra.notification;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.concurrent.ManagedThreadFactory;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BackgroundThreadTest {

    private static final Duration FOREVER = Duration.ofDays(1);

    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch worked = new CountDownLatch(2);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final BackgroundThread thread = BackgroundThread.of(new Threads(), "orra-test", this::work);

    private void work() {
        begun.countDown();
        while (!thread.stopping()) {
            worked.countDown();
            thread.rest(FOREVER);
        }
        ended.countDown();
    }

    @Test
    void works_when_it_is_woken_also_when_that_was_before_its_rest_and_ends_with_its_bean() throws Exception {
        thread.wake();
        thread.start();

        assertThat(worked.await(1, TimeUnit.MINUTES)).isTrue();
        thread.end(Duration.ofMinutes(1));
        assertThat(ended.getCount()).isZero();
    }

    @Test
    void one_that_never_began_ends_at_once() {
        thread.end(FOREVER);

        assertThat(begun.getCount()).isEqualTo(1);
    }

    private static final class Threads implements ManagedThreadFactory {

        @Override
        public Thread newThread(Runnable work) {
            return new Thread(work);
        }

        @Override
        public ForkJoinWorkerThread newThread(ForkJoinPool pool) {
            throw new UnsupportedOperationException();
        }
    }
}
