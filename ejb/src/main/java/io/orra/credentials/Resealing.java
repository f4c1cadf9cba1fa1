package io.orra.credentials;

import io.orra.audit.Audit;
import io.orra.audit.AuditOutcome;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Puts rows under the key that seals now, a page a transaction: what was done stands, whatever ends the job. A row that
 * no key opens stays as it is, and with it the need for its key.
 */
@Stateless
public class Resealing {

    @PersistenceContext(unitName = "orra-agent")
    private EntityManager database;

    @Inject
    private CredentialVault vault;

    @Inject
    private Audit audit;

    /**
     * What became of a page.
     *
     * @param last where the next page begins; null when there is none
     * @param unopened how many rows no key opens
     */
    public record Page(UUID last, int resealed, int unopened) {}

    public Page credentials(UUID after, int size) {
        SealedRows rows = new SealedRows(database);
        List<KiteCredential> found = rows.credentialsNotUnder(vault.sealingKeyId(), after, size);
        int resealed = 0;
        for (KiteCredential row : found) {
            try {
                rows.replace(row.id(), vault.reseal(row));
                resealed++;
            } catch (CannotOpenException unopened) {
                // counted by what is left
            }
        }
        UUID last = found.size() < size ? null : found.get(size - 1).id();
        return new Page(last, resealed, found.size() - resealed);
    }

    public Page sessions(UUID after, int size) {
        SealedRows rows = new SealedRows(database);
        List<SealedSession> found = rows.sessionsNotUnder(vault.sealingKeyId(), after, size);
        int resealed = 0;
        for (SealedSession row : found) {
            try {
                rows.replace(row.id(), vault.reseal(row));
                resealed++;
            } catch (CannotOpenException unopened) {
                // counted by what is left
            }
        }
        UUID last = found.size() < size ? null : found.get(size - 1).id();
        return new Page(last, resealed, found.size() - resealed);
    }

    /** Leaves a word of it in the trail: which key, how many rows, how many that no key opens. */
    public void tell(int resealed, int unopened) {
        audit.byAgent(
                null,
                "resealing",
                "master-key.reseal",
                unopened == 0 ? AuditOutcome.DONE : AuditOutcome.FAILED,
                unopened == 0 ? null : "rows_unopened",
                Map.of(
                        "key_id",
                        vault.sealingKeyId(),
                        "resealed",
                        Integer.toString(resealed),
                        "unopened",
                        Integer.toString(unopened)));
    }
}
