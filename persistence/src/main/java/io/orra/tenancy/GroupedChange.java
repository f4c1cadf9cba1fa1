package io.orra.tenancy;

import io.orra.tenancy.TenantRows.Asked;
import jakarta.persistence.PersistenceException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;

/**
 * One kind of change, made together for those that want it at the same time (group commit): they share a round trip, a
 * transaction and its flush to disk. Whoever finds a place writes for all that wait; who comes alone waits for nobody.
 *
 * <p>What keeps tenants apart is the same as for one: each change is bound to its own tenant right before it, under the
 * application's role. And none pays for another: a change that is refused, or waits for a lock for more than 50 ms, undoes the
 * transaction, and then each is made alone, by its own thread (docs/adr/0033).
 */
public final class GroupedChange<T> {

    /** The most groups that are written at the same time; more than one only where a whole group waits. */
    private static final int WRITERS = 4;

    private final TenantRows rows;
    private final TenantQuestion<T> change;
    private final Deque<Waiting<T>> queue = new ArrayDeque<>();
    private int writers;

    /** @param change one INSERT, UPDATE or DELETE that returns the row */
    public GroupedChange(TenantRows rows, TenantQuestion<T> change) {
        this.rows = rows;
        this.change = change;
    }

    private enum State {
        QUEUED,
        ANSWERED,
        FAILED,
        ALONE
    }

    private static final class Waiting<T> {
        private final Asked asked;
        /** Something has happened that it has to look at: its state is another, or it may write. */
        private final Semaphore news = new Semaphore(0);

        private volatile State state = State.QUEUED;
        private volatile Optional<T> answer = Optional.empty();
        private volatile Throwable failure;

        private Waiting(Asked asked) {
            this.asked = asked;
        }

        private void answered(Optional<T> row) {
            answer = row;
            state = State.ANSWERED;
        }

        private void failed(Throwable thrown) {
            failure = thrown;
            state = State.FAILED;
        }
    }

    /**
     * The row that was changed; empty when none was.
     *
     * @throws PersistenceException when the database refuses, and then nothing is changed; or when it does not answer, and
     *     then the caller can not know
     */
    public Optional<T> make(UUID tenant, Object... parameters) {
        Waiting<T> own = new Waiting<>(new Asked(tenant, parameters));
        synchronized (queue) {
            queue.add(own);
        }
        while (own.state == State.QUEUED) {
            List<Waiting<T>> group = taken();
            if (group.isEmpty()) {
                own.news.acquireUninterruptibly();
            } else {
                write(group);
            }
        }
        return switch (own.state) {
            case ALONE -> rows.first(change, tenant, parameters);
            case FAILED -> throw new PersistenceException("a change was not answered", own.failure);
            default -> own.answer;
        };
    }

    /**
     * Who is written for next; none where enough are written for. As many as the next smaller power of two, so that the
     * database has to prepare few texts; by their tenants' ids, so that groups of two instances lock in the same order.
     */
    private List<Waiting<T>> taken() {
        synchronized (queue) {
            if (!due()) {
                return List.of();
            }
            writers++;
            int size = Integer.highestOneBit(Math.min(TenantQuestion.MOST, queue.size()));
            List<Waiting<T>> group = new ArrayList<>(size);
            while (group.size() < size) {
                group.add(queue.remove());
            }
            group.sort(Comparator.comparing(one -> one.asked.tenant()));
            wakeNext();
            return group;
        }
    }

    private boolean due() {
        return writers < WRITERS && queue.size() >= (writers == 0 ? 1 : TenantQuestion.MOST);
    }

    private void wakeNext() {
        if (due()) {
            queue.peek().news.release();
        }
    }

    private void write(List<Waiting<T>> group) {
        try {
            List<Optional<T>> answers = rows.firstOfEach(
                    change, group.stream().map(one -> one.asked).toList());
            for (int i = 0; i < group.size(); i++) {
                group.get(i).answered(answers.get(i));
            }
        } catch (TenantRows.Undone undone) {
            if (group.size() == 1) {
                group.get(0).failed(undone);
            } else {
                group.forEach(one -> one.state = State.ALONE);
            }
        } catch (RuntimeException | Error failed) {
            group.forEach(one -> one.failed(failed));
        } finally {
            group.forEach(one -> one.news.release());
            synchronized (queue) {
                writers--;
                wakeNext();
            }
        }
    }
}
