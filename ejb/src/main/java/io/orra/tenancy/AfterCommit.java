package io.orra.tenancy;

import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Runs what must follow a commit, above all writes to Redis. What fails then is logged and left to reconciliation:
 * the transaction has been made and stays.
 */
@Stateless
public class AfterCommit {

    private static final Logger LOG = Logger.getLogger(AfterCommit.class.getName());

    @Resource
    private TransactionSynchronizationRegistry transaction;

    /**
     * @param what names the action in the log
     * @throws IllegalStateException outside a transaction
     */
    public void run(String what, Runnable action) {
        transaction.registerInterposedSynchronization(new Synchronization() {
            @Override
            public void beforeCompletion() {
                // nothing: the action belongs after the commit
            }

            @Override
            public void afterCompletion(int status) {
                if (status == Status.STATUS_COMMITTED) {
                    attempt(what, action);
                }
            }
        });
    }

    private static void attempt(String what, Runnable action) {
        try {
            action.run();
        } catch (RuntimeException failed) {
            LOG.log(Level.WARNING, "{0} did not follow its commit ({1}); reconciliation repairs it", new Object[] {
                what, failed.getClass().getName()
            });
        }
    }
}
