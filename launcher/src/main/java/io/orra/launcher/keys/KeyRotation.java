package io.orra.launcher.keys;

import io.orra.launcher.Progress;
import io.orra.launcher.ServiceName;
import io.orra.launcher.Stack;
import io.orra.launcher.StackFailure;
import io.orra.launcher.process.Waiting;
import io.orra.launcher.settings.KeptMasterKeys;
import io.orra.launcher.settings.MasterKey;
import io.orra.launcher.settings.Secret;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A new master key takes over. What is done is seen from the keys and the rows alone, so that a rotation that was ended
 * anywhere goes on with the next call: several keys mean that one is under way.
 */
public final class KeyRotation {
    private static final Duration A_LONG_TIME = Duration.ofDays(1);
    private static final Duration BETWEEN_COUNTS = Duration.ofSeconds(1);
    private static final Duration STANDSTILL = Duration.ofSeconds(60);

    private final Supplier<Stack> opening;
    private final Progress progress;
    private final Consumer<String> told;

    /**
     * @param opening opens the stack with the settings as they are then
     * @param told hears how many rows wait, when that has changed, and what to do by hand
     */
    public KeyRotation(Supplier<Stack> opening, Progress progress, Consumer<String> told) {
        this.opening = opening;
        this.progress = progress;
        this.told = told;
    }

    /**
     * @return the id of the key that seals all of it now
     * @throws StackFailure when rows are left that no key opens; the old keys stay then
     */
    public String run() {
        Stack stack = opening.get();
        if (!stack.service(ServiceName.PAYARA).running()) {
            throw new StackFailure("Orra does not run", "Start it: ./orra up --detach. Then rotate.");
        }
        boolean kept = !stack.settings().given(Secret.MASTER_ENCRYPTION_KEY);
        KeptMasterKeys keys = new KeptMasterKeys(stack.state());
        if (keys(stack).size() > 1) {
            told.accept("A rotation is under way; going on.");
        } else if (kept) {
            keys.putInFront(MasterKey.generate());
            stack = opening.get();
        } else {
            throw new StackFailure(
                    "MASTER_ENCRYPTION_KEY comes from .env or the environment, which are yours",
                    "Put a new key and a comma before the old one (openssl rand -base64 32), on every instance;"
                            + " then run this again.");
        }
        stack.restart(progress);
        String sealing = keys(stack).keySet().iterator().next();
        awaitResealing(new SealedData(stack.settings()), sealing);
        if (kept) {
            keys.retireOthers();
            told.accept("The old key is in " + stack.state().retiredKeys()
                    + "; backups from before need it. The running server forgets it with its next start.");
        } else {
            told.accept("No row needs the others: take them out of MASTER_ENCRYPTION_KEY on every instance.");
        }
        return sealing;
    }

    private static Map<String, byte[]> keys(Stack stack) {
        return MasterKey.byId(stack.settings().get(Secret.MASTER_ENCRYPTION_KEY));
    }

    private void awaitResealing(SealedData data, String sealing) {
        AtomicLong waiting = new AtomicLong(-1);
        AtomicLong changed = new AtomicLong(System.nanoTime());
        Waiting.until(A_LONG_TIME, BETWEEN_COUNTS, () -> {
            SealedData.Need need = data.need();
            long now = need.besides(sealing) + need.inDoubt();
            if (waiting.getAndSet(now) != now) {
                told.accept(now + " rows wait for the new key.");
                changed.set(System.nanoTime());
            }
            return now == 0 || System.nanoTime() - changed.get() > STANDSTILL.toNanos();
        });
        if (waiting.get() != 0) {
            throw new StackFailure(
                    waiting.get() + " rows do not come under the new key: no key opens them,"
                            + " or transactions are in doubt, or the application is not well",
                    "All keys stay. ./orra keys status counts rows by key; docs/runbook.md says what to do.");
        }
    }
}
