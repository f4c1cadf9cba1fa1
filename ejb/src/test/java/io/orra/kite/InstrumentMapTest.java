package io.orra.kite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class InstrumentMapTest {

    private static final long HIGHEST = 0xffff_ffffL;

    private final InstrumentMap<String> map = new InstrumentMap<>();

    @Test
    void agreesWithAnOrdinaryMapOnTokensOfAllSegments() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(30);
        Map<Long, String> ordinary = new HashMap<>();
        for (int i = 0; i < 5_000; i++) {
            long token = random.nextLong(HIGHEST + 1) & ~0xf0L;
            assertThat(map.get(token)).isEqualTo(ordinary.get(token));
            String value = "value " + i;
            assertThat(map.computeIfAbsent(token, () -> value))
                    .isEqualTo(ordinary.computeIfAbsent(token, key -> value));
        }
        assertThat(map.values()).containsExactlyInAnyOrderElementsOf(ordinary.values());

        Set<Long> some =
                ordinary.keySet().stream().filter(token -> token % 3 == 0).collect(Collectors.toSet());
        map.removeAll(some);
        ordinary.keySet().removeAll(some);
        assertThat(map.values()).containsExactlyInAnyOrderElementsOf(ordinary.values());
    }

    @Test
    void retainsWhatIsWantedAndTellsWhatGoes() {
        List.of(0L, 256_265L, 408_065L, HIGHEST).forEach(token -> map.computeIfAbsent(token, token::toString));
        List<String> gone = new ArrayList<>();
        map.retainAll(Set.of(408_065L, HIGHEST, 7L), gone::add);
        assertThat(gone).containsExactlyInAnyOrder("0", "256265");
        assertThat(map.values()).containsExactlyInAnyOrder("408065", "4294967295");
        map.removeAll(Set.of(408_065L, HIGHEST));
        assertThat(map.isEmpty()).isTrue();
    }
}
