package io.orra.tickeragent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StreamClaimsTest {

    private static final UUID ONE = new UUID(0, 1);
    private static final UUID OTHER = new UUID(0, 2);

    private final AtomicLong clock = new AtomicLong();
    private final SharedBook book = new SharedBook();
    private final StreamClaims here = new StreamClaims(book.of("here"), clock::get);
    private final StreamClaims there = new StreamClaims(book.of("there"), clock::get);

    @Test
    void one_instance_holds_a_tenant_until_it_gives_it_up() {
        assertThat(here.claim(Set.of(ONE, OTHER))).containsExactlyInAnyOrder(ONE, OTHER);
        assertThat(there.claim(Set.of(ONE, OTHER))).isEmpty();

        here.keepOnly(Set.of(OTHER));

        assertThat(here.holds(ONE)).isFalse();
        assertThat(there.claim(Set.of(ONE, OTHER))).containsExactly(ONE);
        assertThat(there.holds(ONE)).isTrue();
        assertThat(there.holds(OTHER)).isFalse();
    }

    @Test
    void what_is_not_wanted_any_more_is_held_until_it_is_closed() {
        here.claim(Set.of(ONE));

        assertThat(here.claim(Set.of())).isEmpty();
        assertThat(there.claim(Set.of(ONE))).isEmpty();
    }

    @Test
    void a_claim_that_is_renewed_stands() {
        here.claim(Set.of(ONE));
        for (int second = 0; second < 20; second++) {
            pass(Duration.ofSeconds(1));
            here.renew();
            assertThat(there.claim(Set.of(ONE))).isEmpty();
            assertThat(here.holds(ONE)).isTrue();
        }
    }

    @Test
    void one_that_was_frozen_lets_nothing_through_before_it_asks_and_finds_its_tenant_taken() {
        here.claim(Set.of(ONE));
        pass(StreamClaims.STANDS.plusMillis(1));
        assertThat(there.claim(Set.of(ONE))).containsExactly(ONE);

        assertThat(here.holds(ONE)).isFalse();
        here.renew();
        assertThat(here.holds(ONE)).isFalse();
        assertThat(there.holds(ONE)).isTrue();
    }

    @Test
    void at_no_moment_do_two_hold_one_tenant() {
        here.claim(Set.of(ONE));
        for (int tenth = 0; tenth < 200; tenth++) {
            pass(Duration.ofMillis(100));
            there.claim(Set.of(ONE));
            assertThat(here.holds(ONE) && there.holds(ONE)).isFalse();
        }
        assertThat(there.holds(ONE)).isTrue();
    }

    @Test
    void while_the_book_does_not_answer_what_is_held_stays_held_and_nothing_is_added() {
        here.claim(Set.of(ONE));
        book.away = true;

        for (int second = 0; second < 20; second++) {
            pass(Duration.ofSeconds(1));
            assertThat(here.claim(Set.of(ONE, OTHER))).containsExactly(ONE);
            assertThat(here.holds(ONE)).isTrue();
        }
    }

    private void pass(Duration time) {
        clock.addAndGet(time.toNanos());
    }

    /** What Redis does: claims of all instances, each with its end. */
    private final class SharedBook {
        private record Claim(String holder, long end) {}

        private final Map<UUID, Claim> claims = new HashMap<>();
        private boolean away;

        StreamClaims.Book of(String instance) {
            return new StreamClaims.Book() {
                @Override
                public Optional<Set<UUID>> claim(List<UUID> tenants, Duration stands) {
                    if (away) {
                        return Optional.empty();
                    }
                    Set<UUID> mine = new HashSet<>();
                    for (UUID tenant : tenants) {
                        Claim claim = claims.get(tenant);
                        if (claim == null
                                || claim.end() <= clock.get()
                                || claim.holder().equals(instance)) {
                            claims.put(tenant, new Claim(instance, clock.get() + stands.toNanos()));
                            mine.add(tenant);
                        }
                    }
                    return Optional.of(mine);
                }

                @Override
                public void release(List<UUID> tenants) {
                    tenants.forEach(tenant -> claims.computeIfPresent(
                            tenant, (key, claim) -> claim.holder().equals(instance) ? null : claim));
                }
            };
        }
    }
}
