package io.orra.tickeragent;

import io.orra.marketdata.StreamOwners;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Claims of another book, with the market database as witness: it is told who took a tenant before the stream is opened,
 * and asked what others took while the book does not answer. So an instance that alone is cut off from the book ends what
 * another has taken over (docs/adr/0052). Not for two threads at once.
 */
final class WitnessedClaimBook implements StreamClaims.Book {

    private static final Logger LOG = Logger.getLogger(WitnessedClaimBook.class.getName());
    /** A database that hangs may not hold up what can be published. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final StreamClaims.Book claims;
    private final StreamOwners witness;
    private final BooleanSupplier schemaReady;
    private final Executor threads;
    private Set<UUID> mine = Set.of();
    /** Those of mine that the witness knows of; about others it can only tell what was before. */
    private final Set<UUID> witnessed = new HashSet<>();

    /**
     * @param schemaReady false keeps the witness from being asked
     * @param threads wait for the database
     */
    WitnessedClaimBook(StreamClaims.Book claims, StreamOwners witness, BooleanSupplier schemaReady, Executor threads) {
        this.claims = claims;
        this.witness = witness;
        this.schemaReady = schemaReady;
        this.threads = threads;
    }

    @Override
    public Optional<Set<UUID>> claim(List<UUID> tenants, Duration stands) {
        Optional<Set<UUID>> answer = claims.claim(tenants, stands);
        if (answer.isPresent()) {
            mine = answer.get();
            tell();
            return answer;
        }
        Optional<Set<UUID>> taken =
                witnessed.isEmpty() ? Optional.empty() : inTime(() -> witness.takenByOthers(List.copyOf(witnessed)));
        return taken.map(this::without);
    }

    @Override
    public void release(List<UUID> tenants) {
        claims.release(tenants);
        mine = without(Set.copyOf(tenants));
        inTime(() -> {
            witness.gaveUp(tenants);
            return true;
        });
    }

    private void tell() {
        witnessed.retainAll(mine);
        Set<UUID> fresh = new HashSet<>(mine);
        fresh.removeAll(witnessed);
        if (!fresh.isEmpty()
                && inTime(() -> {
                            witness.took(fresh);
                            return true;
                        })
                        .isPresent()) {
            witnessed.addAll(fresh);
        }
    }

    private Set<UUID> without(Set<UUID> gone) {
        Set<UUID> left = new HashSet<>(mine);
        left.removeAll(gone);
        witnessed.removeAll(gone);
        mine = Set.copyOf(left);
        return mine;
    }

    /** Empty when the database does not answer in time. */
    private <T> Optional<T> inTime(Supplier<T> question) {
        if (!schemaReady.getAsBoolean()) {
            return Optional.empty();
        }
        try {
            return Optional.of(CompletableFuture.supplyAsync(question, threads)
                    .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .join());
        } catch (CompletionException away) {
            LOG.log(Level.FINE, "the witness of claims does not answer: {0}", away.getMessage());
            return Optional.empty();
        }
    }
}
