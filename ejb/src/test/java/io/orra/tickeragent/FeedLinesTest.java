package io.orra.tickeragent;

import static org.assertj.core.api.Assertions.assertThat;

import io.orra.kite.TickMode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FeedLinesTest {

    @Test
    void takesOneLineForUpToThreeThousand() {
        assertThat(FeedLines.split(Map.of(), List.of())).containsExactly(Map.of());
        assertThat(FeedLines.split(instruments(1, 3_000), List.of())).hasSize(1);
    }

    @Test
    void putsTheThreeThousandAndFirstOnASecondLine() {
        List<Map<Long, TickMode>> lines = FeedLines.split(instruments(1, 3_001), List.of());
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).hasSize(3_000);
        assertThat(lines.get(1)).containsOnlyKeys(3_001L);
    }

    @Test
    void leavesOutWhatIsBeyondTheBrokersLimit() {
        List<Map<Long, TickMode>> lines = FeedLines.split(instruments(1, 9_001), List.of());
        assertThat(lines).hasSize(3).allSatisfy(line -> assertThat(line).hasSize(3_000));
        assertThat(together(lines)).doesNotContainKey(9_001L).hasSize(9_000);
    }

    @Test
    void keepsEveryInstrumentWhereItWasThroughAHundredChanges() {
        Random random = new Random(5);
        Map<Long, TickMode> wanted = instruments(1, 4_000);
        List<Map<Long, TickMode>> before = FeedLines.split(wanted, List.of());
        for (int change = 0; change < 100; change++) {
            Map<Long, TickMode> next = new HashMap<>(wanted);
            for (int one = 0; one < 50; one++) {
                next.remove(1 + (long) random.nextInt(9_000));
                next.put(1 + (long) random.nextInt(9_000), TickMode.values()[random.nextInt(3)]);
            }
            List<Map<Long, TickMode>> lines = FeedLines.split(next, before);
            assertThat(together(lines)).isEqualTo(new TreeMap<>(next));
            assertThat(lines).allSatisfy(line -> assertThat(line.size()).isLessThanOrEqualTo(3_000));
            for (int line = 0; line < Math.min(lines.size(), before.size()); line++) {
                List<Long> stayed = before.get(line).keySet().stream()
                        .filter(next::containsKey)
                        .toList();
                assertThat(lines.get(line).keySet().containsAll(stayed)).isTrue();
            }
            wanted = next;
            before = lines;
        }
    }

    private static Map<Long, TickMode> instruments(long first, long last) {
        return LongStream.rangeClosed(first, last)
                .boxed()
                .collect(Collectors.toMap(token -> token, token -> TickMode.FULL));
    }

    /** Fails when one instrument is on two lines. */
    private static Map<Long, TickMode> together(List<Map<Long, TickMode>> lines) {
        return lines.stream()
                .flatMap(line -> line.entrySet().stream())
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        Map.Entry::getValue,
                        (one, other) -> {
                            throw new AssertionError("one instrument, two lines");
                        },
                        TreeMap::new));
    }
}
