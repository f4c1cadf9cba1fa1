package io.orra.livestream;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ViewerTest {

    private final Viewer viewer = new Viewer(new UUID(0, 1), Set.of());

    @Test
    void aSlowReaderSeesTheNewestOfEachInstrument() throws InterruptedException {
        viewer.put(1, bytes("a"));
        viewer.put(2, bytes("b"));
        viewer.put(1, bytes("c"));
        assertThat(texts(viewer.take(0))).containsExactly("c", "b");
        assertThat(viewer.conflated()).isEqualTo(1);
        assertThat(viewer.take(0)).isEmpty();
    }

    @Test
    void theNewestOfBeforeDoesNotReplaceWhatCameMeanwhile() throws InterruptedException {
        viewer.put(1, bytes("new"));
        viewer.first(1, bytes("old"));
        viewer.first(2, bytes("b"));
        assertThat(texts(viewer.take(0))).containsExactly("new", "b");
    }

    @Test
    void onlyWhatWasAskedForIsSeen() throws InterruptedException {
        Viewer one = new Viewer(new UUID(0, 1), Set.of(7L));
        one.put(1, bytes("a"));
        one.put(7, bytes("b"));
        assertThat(texts(one.take(0))).containsExactly("b");
    }

    @Test
    void whoeverWritesForTooLongIsStuckAndWhoeverWaitsIsNot() throws InterruptedException {
        assertThat(viewer.stuck(0)).isFalse();
        viewer.take(0);
        assertThat(viewer.stuck(0)).isTrue();
        assertThat(viewer.stuck(1L << 60)).isFalse();
    }

    @Test
    void closingWakesWhoeverWaits() {
        CompletableFuture<List<byte[]>> waiting = CompletableFuture.supplyAsync(() -> {
            try {
                return viewer.take(60_000);
            } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
            }
        });
        viewer.close();
        assertThat(waiting.join()).isEmpty();
        assertThat(viewer.closed()).isTrue();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> texts(List<byte[]> taken) {
        return taken.stream()
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .toList();
    }
}
