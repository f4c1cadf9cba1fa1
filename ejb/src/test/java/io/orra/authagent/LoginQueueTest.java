package io.orra.authagent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LoginQueueTest {

    private final List<Runnable> threads = new ArrayList<>();
    private final LoginQueue queue = new LoginQueue(threads::add, 2);
    private final List<String> ran = new ArrayList<>();

    @Test
    void runsSoManyAtATimeAndTheNextWhenOneEnds() {
        for (String name : List.of("a", "b", "c", "d")) {
            queue.offer(login(), () -> ran.add(name));
        }
        assertThat(threads).hasSize(2);
        threads.remove(1).run();
        assertThat(ran).containsExactly("b");
        assertThat(threads).hasSize(2);
        while (!threads.isEmpty()) {
            threads.remove(0).run();
        }
        assertThat(ran).containsExactly("b", "a", "c", "d");
        assertThat(queue.size()).isZero();
    }

    @Test
    void takesALoginOnceUntilItEnded() {
        Login user = login();
        assertThat(queue.offer(user, () -> ran.add("first"))).isTrue();
        assertThat(queue.offer(user, () -> ran.add("second"))).isFalse();
        threads.remove(0).run();
        assertThat(queue.offer(user, () -> ran.add("third"))).isTrue();
        threads.remove(0).run();
        assertThat(ran).containsExactly("first", "third");
    }

    @Test
    void takesAPersonOfTwoTenantsTwice() {
        UUID person = UUID.randomUUID();
        assertThat(queue.offer(new Login(UUID.randomUUID(), person), () -> ran.add("here")))
                .isTrue();
        assertThat(queue.offer(new Login(UUID.randomUUID(), person), () -> ran.add("there")))
                .isTrue();
        threads.forEach(Runnable::run);
        assertThat(ran).containsExactly("here", "there");
    }

    private static Login login() {
        return new Login(UUID.randomUUID(), UUID.randomUUID());
    }

    @Test
    void goesOnAfterALoginThatThrew() {
        queue.offer(login(), () -> {
            throw new IllegalStateException("lost");
        });
        queue.offer(login(), () -> ran.add("a"));
        queue.offer(login(), () -> ran.add("b"));
        try {
            threads.remove(0).run();
        } catch (IllegalStateException lost) {
            assertThat(threads).hasSize(2);
        }
        threads.forEach(Runnable::run);
        assertThat(ran).containsExactly("a", "b");
    }

    @Test
    void refusesToRunNothing() {
        assertThatIllegalArgumentException().isThrownBy(() -> new LoginQueue(threads::add, 0));
    }
}
