package io.orra.credentials;

import io.orra.persistence.SchemaAtStart;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.EJB;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * While MASTER_ENCRYPTION_KEY names several keys, rows under an older one are put under the first. Every instance takes
 * part, whatever its roles: rows that one holds are left out by the others.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class ResealingRounds {

    private static final Logger LOG = Logger.getLogger(ResealingRounds.class.getName());
    private static final int BATCH = 100;

    @EJB
    private SchemaAtStart schema;

    @Inject
    private CredentialVault vault;

    @Inject
    private Resealing resealing;

    private final AtomicBoolean atWork = new AtomicBoolean();

    @Schedule(hour = "*", minute = "*", second = "*/5", persistent = false, info = "credentials: resealing")
    void round() {
        if (!schema.done() || !vault.rotating() || !atWork.compareAndSet(false, true)) {
            return;
        }
        Tally tally = new Tally();
        try {
            tally.all(resealing::credentials);
            tally.all(resealing::sessions);
        } catch (RuntimeException away) {
            LOG.log(
                    Level.WARNING,
                    "resealing goes on with the next round ({0})",
                    away.getClass().getName());
        } finally {
            atWork.set(false);
        }
        if (tally.resealed > 0) {
            LOG.log(Level.INFO, "{0} rows are under the key {1} now; {2} were opened by none", new Object[] {
                tally.resealed, vault.sealingKeyId(), tally.unopened
            });
            resealing.tell(tally.resealed, tally.unopened);
        }
    }

    private static final class Tally {
        private int resealed;
        private int unopened;

        void all(BiFunction<UUID, Integer, Resealing.Page> work) {
            UUID after = SealedRows.START;
            while (after != null) {
                Resealing.Page page = work.apply(after, BATCH);
                resealed += page.resealed();
                unopened += page.unopened();
                after = page.last();
            }
        }
    }
}
