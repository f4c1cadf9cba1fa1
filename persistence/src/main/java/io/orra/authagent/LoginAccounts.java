package io.orra.authagent;

import io.orra.persistence.StoredTime;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.OptionalLong;

/** What is known of accounts at the broker, whoever linked them. */
public class LoginAccounts {

    /** Longer than any attempt takes: after it the attempt's process is taken for dead. */
    public static final Duration LEASE = Duration.ofMinutes(5);

    /**
     * How far the time of whoever looks may lie behind that of whoever wrote: it was taken before the wait for the row, and
     * on another machine perhaps.
     */
    private static final Duration TIMES_DIFFER = Duration.ofMinutes(1);

    /** Times of a row; null where there is none. */
    record State(Instant leasedUntil, Instant retryAt, Instant provenAt) {

        /** A lease further ahead than leases last was written before the clock went back. */
        boolean leased(Instant now) {
            return within(leasedUntil, now, LEASE);
        }

        boolean waits(Instant now) {
            return within(retryAt, now, Duration.ofHours(1));
        }

        private static boolean within(Instant end, Instant now, Duration most) {
            return end != null
                    && now.isBefore(end)
                    && !end.isAfter(now.plus(most).plus(TIMES_DIFFER));
        }
    }

    private final EntityManager em;

    public LoginAccounts(EntityManager em) {
        this.em = em;
    }

    /** The key of an account: no table of attempts shows whose it is. */
    public static String key(String brokerUserId) {
        try {
            byte[] name = brokerUserId.strip().toUpperCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(name));
        } catch (NoSuchAlgorithmException everyJreHasIt) {
            throw new IllegalStateException(everyJreHasIt);
        }
    }

    /** Lets nobody else count an attempt on the account until the transaction ends. */
    public void hold(String account) {
        lock(account);
    }

    /** Locks the account's row until the transaction ends; makes it first where it is new. */
    State lock(String account) {
        insert(account);
        Object[] row = (Object[])
                em.createNativeQuery("""
                        select cast(extract(epoch from leased_until) * 1000 as bigint),
                               cast(extract(epoch from retry_at) * 1000 as bigint),
                               cast(extract(epoch from proven_at) * 1000 as bigint)
                        from login_accounts where account = :account for update""").setParameter("account", account).getSingleResult();
        return new State(instant(row[0]), instant(row[1]), instant(row[2]));
    }

    void lease(String account, Instant now) {
        em.createNativeQuery(
                        "update login_accounts set leased_until = :until, updated_at = :now where account = :account")
                .setParameter("until", StoredTime.of(now.plus(LEASE)))
                .setParameter("now", StoredTime.of(now))
                .setParameter("account", account)
                .executeUpdate();
    }

    /** An attempt ended without a login. */
    void release(String account, Instant retryAt, Instant now) {
        em.createNativeQuery("""
                        update login_accounts set leased_until = null, retry_at = cast(:retry as timestamptz), updated_at = :now
                        where account = :account""")
                .setParameter("retry", retryAt == null ? null : StoredTime.of(retryAt))
                .setParameter("now", StoredTime.of(now))
                .setParameter("account", account)
                .executeUpdate();
    }

    /** The broker took a login, by whatever way. */
    public void proven(String account, Instant now) {
        insert(account);
        em.createNativeQuery("""
                        update login_accounts set leased_until = null, retry_at = null, proven_at = :now, updated_at = :now
                        where account = :account""")
                .setParameter("now", StoredTime.of(now))
                .setParameter("account", account)
                .executeUpdate();
    }

    /**
     * Takes a TOTP step for good.
     *
     * @param earliest the step that is open now
     * @param furthest the last step worth to wait for
     * @return the first one from the earliest on that was never taken; empty when that lies too far ahead
     */
    public OptionalLong takeStep(String account, long earliest, long furthest) {
        insert(account);
        Long taken = ((Number) em.createNativeQuery("""
                        select greatest(cast(:earliest as bigint), coalesce(last_totp_step + 1, 0))
                        from login_accounts where account = :account for update""", Long.class)
                        .setParameter("earliest", earliest)
                        .setParameter("account", account)
                        .getSingleResult())
                .longValue();
        if (taken > furthest) {
            return OptionalLong.empty();
        }
        em.createNativeQuery("update login_accounts set last_totp_step = :step where account = :account")
                .setParameter("step", taken)
                .setParameter("account", account)
                .executeUpdate();
        return OptionalLong.of(taken);
    }

    private void insert(String account) {
        em.createNativeQuery("insert into login_accounts (account) values (:account) on conflict do nothing")
                .setParameter("account", account)
                .executeUpdate();
    }

    private static Instant instant(Object millis) {
        return millis == null ? null : Instant.ofEpochMilli(((Number) millis).longValue());
    }
}
