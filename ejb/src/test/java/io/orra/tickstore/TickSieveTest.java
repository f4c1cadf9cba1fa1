package io.orra.tickstore;

import static org.assertj.core.api.Assertions.assertThat;

import io.orra.kite.Frames;
import io.orra.marketdata.TickRows;
import io.orra.tickeragent.TenantTicks;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TickSieveTest {

    private static final long INFY = 408_065;
    private static final Instant TEN = Instant.parse("2026-11-23T04:30:00Z");
    private static final UUID ANNA = new UUID(0, 1);
    private static final UUID BEN = new UUID(0, 2);

    private final TickSieve sieve = new TickSieve(Duration.ofDays(30));
    private final TickRows rows = new TickRows();
    private final TickRows untimed = new TickRows();

    @Test
    void whatTwoTenantsSeeIsThereOnce() {
        byte[] packet = Packets.full(INFY, 157_370, 1000, TEN);
        sift(ANNA, TEN, packet);
        sift(BEN, TEN.plusMillis(3), packet);
        assertThat(rows.count()).isEqualTo(1);
        assertThat(sieve.counts()).isEqualTo(new TickSieve.Counts(1, 1, 0));
    }

    @Test
    void aPriceThatGoesAndComesBackWithinASecondIsTwoTicksForEveryTenant() {
        byte[] low = Packets.full(INFY, 157_370, 1000, TEN);
        byte[] high = Packets.full(INFY, 157_375, 1000, TEN);
        for (byte[] packet : List.of(low, high, low)) {
            sift(ANNA, TEN, packet);
            sift(BEN, TEN, packet);
        }
        assertThat(rows.count()).isEqualTo(3);
    }

    @Test
    void aTickThatOneFeedLostIsTakenFromTheOther() {
        byte[] first = Packets.full(INFY, 157_370, 1000, TEN);
        byte[] second = Packets.full(INFY, 157_375, 1001, TEN);
        byte[] third = Packets.full(INFY, 157_380, 1002, TEN.plusSeconds(1));
        sift(ANNA, TEN, first);
        sift(ANNA, TEN.plusSeconds(1), third);
        sift(BEN, TEN.plusSeconds(1), first);
        sift(BEN, TEN.plusSeconds(1), second);
        sift(BEN, TEN.plusSeconds(1), third);
        assertThat(rows.count()).isEqualTo(3);
    }

    @Test
    void whatTheBrokerShowsOnceMoreAfterAReconnectIsNotStoredAgain() {
        byte[] newest = Packets.full(INFY, 157_370, 1000, TEN);
        sift(ANNA, TEN, newest);
        sieve.begin(ANNA, Set.of(INFY));
        sift(ANNA, TEN.plusSeconds(600), newest);
        assertThat(rows.count()).isEqualTo(1);
    }

    @Test
    void packetsWithoutATimeAreTakenFromOneFeedUntilItIsQuiet() {
        sift(ANNA, TEN, Frames.ltp(INFY, 100));
        sift(BEN, TEN.plusMillis(1), Frames.ltp(INFY, 101));
        sift(ANNA, TEN.plusSeconds(1), Frames.ltp(INFY, 102));
        sift(BEN, TEN.plusSeconds(5), Frames.ltp(INFY, 103));
        assertThat(untimed.count()).isEqualTo(2);
        sift(BEN, TEN.plusSeconds(12), Frames.ltp(INFY, 104));
        assertThat(untimed.count()).isEqualTo(3);
        assertThat(rows.count()).isZero();
    }

    @Test
    void packetsWithoutATimeAreLeftOutWhileAnybodySeesTheWholePacket() {
        sift(ANNA, TEN, Packets.full(INFY, 100, 1, TEN));
        sift(BEN, TEN.plusSeconds(1), Frames.ltp(INFY, 101));
        assertThat(rows.count()).isEqualTo(1);
        assertThat(untimed.count()).isZero();
        sift(BEN, TEN.plusSeconds(11), Frames.ltp(INFY, 101));
        assertThat(untimed.count()).isEqualTo(1);
    }

    @Test
    void whatIsSeenInFullIsToldOnceInThreeSeconds() {
        sift(ANNA, TEN, Packets.full(INFY, 100, 1, TEN), Frames.ltp(INFY + 256, 1));
        sift(BEN, TEN.plusSeconds(1), Packets.full(INFY, 101, 2, TEN.plusSeconds(1)));
        assertThat(sieve.takeInFull()).containsExactly(INFY);
        sift(ANNA, TEN.plusSeconds(2), Packets.full(INFY, 102, 3, TEN.plusSeconds(2)));
        assertThat(sieve.takeInFull()).isEmpty();
        sift(ANNA, TEN.plusSeconds(4), Packets.full(INFY, 103, 4, TEN.plusSeconds(4)));
        assertThat(sieve.takeInFull()).containsExactly(INFY);
    }

    @Test
    void aTimeThatNothingIsKeptOfIsLeftOutAndCounted() {
        sift(ANNA, TEN, Packets.full(INFY, 100, 1, TEN.minus(Duration.ofDays(31))));
        sift(ANNA, TEN, Packets.full(INFY, 100, 1, TEN.plus(Duration.ofDays(2))));
        sift(ANNA, TEN, Packets.full(INFY, 100, 1, TEN.minus(Duration.ofDays(29))));
        assertThat(rows.count()).isEqualTo(1);
        assertThat(sieve.counts().outOfTime()).isEqualTo(2);
    }

    /** Invariant: whatever the feeds lose and however they interleave, the union is stored, each tick once. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void theUnionOfWhatFeedsShowIsStoredOnce(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        List<byte[]> market = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            market.add(Packets.full(INFY, 1000 + i % 7, i, TEN.plusSeconds(i / 20)));
        }
        int[] next = new int[4];
        boolean[] shown = new boolean[market.size()];
        int done = 0;
        while (done < next.length) {
            int feed = random.nextInt(next.length);
            if (next[feed] < market.size() && next[feed] - lowest(next, market.size()) < 20) {
                int packet = next[feed]++;
                if (random.nextInt(10) != 0) {
                    shown[packet] = true;
                    sift(new UUID(1, feed), TEN.plusSeconds(packet / 20), market.get(packet));
                }
                done += next[feed] == market.size() ? 1 : 0;
            }
        }
        int union = 0;
        for (boolean one : shown) {
            union += one ? 1 : 0;
        }
        assertThat(rows.count()).isEqualTo(union);
    }

    private static int lowest(int[] next, int end) {
        int lowest = end;
        for (int one : next) {
            lowest = Math.min(lowest, one);
        }
        return lowest;
    }

    private void sift(UUID tenant, Instant received, byte[]... packets) {
        TenantTicks frame = Packets.frame(tenant, received, packets);
        sieve.sift(frame, rows, untimed);
    }
}
