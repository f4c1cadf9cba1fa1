package io.orra.authagent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LoginHealthTest {

    private final LoginHealth health = new LoginHealth(0.5);
    private final LoginCandidate well = user(1, null);
    private final LoginCandidate typo = user(2, "invalid_totp");
    private final LoginCandidate late = user(3, "timeout");

    @Test
    void saysHowManyAndWhyOnceMoreThanTheShareFailed() {
        assertThat(health.complaint(List.of(well, typo, late), List.of(typo, late)))
                .contains("2 of 3 tenants have no session: 1 invalid_totp, 1 timeout");
    }

    @Test
    void isContentWithTheShareItselfAndWithNobody() {
        assertThat(health.complaint(List.of(well, typo), List.of(typo))).isEmpty();
        assertThat(health.complaint(List.of(), List.of())).isEmpty();
    }

    @Test
    void countsTenantsAndNotTheirUsers() {
        assertThat(health.complaint(
                        List.of(well, user(1, null), typo, user(2, "captcha")), List.of(typo, user(2, "captcha"))))
                .isEmpty();
    }

    private static LoginCandidate user(long tenant, String reason) {
        return new LoginCandidate(
                new UUID(9, tenant), UUID.randomUUID(), 1, true, null, null, null, null, 0, 0, 0, reason);
    }
}
