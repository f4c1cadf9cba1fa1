package io.orra.launcher.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orra.launcher.StateFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsResolutionTest {
    @TempDir
    Path folder;

    @Test
    void withoutAnySettingAllIsEmbeddedAndSimulatedOnTheStandardPorts() {
        Settings settings = resolve(Map.of());

        assertThat(settings.simulators()).isTrue();
        assertThat(settings.get("DATABASE_URL")).isEqualTo("jdbc:postgresql://127.0.0.1:15432/orra_app");
        assertThat(settings.get("MARKET_DATABASE_URL")).isEqualTo("jdbc:postgresql://127.0.0.1:15432/orra_market");
        assertThat(settings.get("REDIS_URL")).matches("redis://:\\w{32}@127\\.0\\.0\\.1:16379/0");
        assertThat(settings.get("ARTEMIS_URL")).isEqualTo("tcp://127.0.0.1:61616");
        assertThat(settings.get("KITE_API_URL")).isEqualTo("http://127.0.0.1:18101");
        assertThat(settings.get("MARKET_CALENDAR")).isEqualTo("always-open");
        assertThat(settings.port(PortSetting.API_PORT)).isEqualTo(8000);
    }

    @Test
    void whatIsGivenIsUsedAsItIs() {
        Settings settings = resolve(Map.of(
                "REDIS_URL", "redis://elsewhere:6379/2",
                "ARTEMIS_URL", "tcp://elsewhere:61617",
                "ARTEMIS_USER", "somebody",
                "MARKET_CALENDAR", "nse"));

        assertThat(settings.get("REDIS_URL")).isEqualTo("redis://elsewhere:6379/2");
        assertThat(settings.given(Setting.ARTEMIS_URL)).isTrue();
        assertThat(settings.get("ARTEMIS_USER")).isEqualTo("somebody");
        assertThat(settings.get("MARKET_CALENDAR")).isEqualTo("nse");
        assertThat(settings.given(Setting.DATABASE_URL)).isFalse();
    }

    @Test
    void aValueThatIsEmptyIsNotSet() {
        assertThat(resolve(Map.of("KITE_API_URL", "")).simulators()).isTrue();
    }

    @Test
    void aKiteAddressTurnsTheSimulatorsOffUnlessTheyAreAskedFor() {
        Map<String, String> real = Map.of(
                "KITE_API_URL", "https://api.kite.trade",
                "CLERK_JWKS_URL", "https://clerk.example.com/.well-known/jwks.json",
                "CLERK_ISSUER", "https://clerk.example.com",
                "CLERK_WEBHOOK_SECRET", "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIz");

        assertThat(resolve(real).simulators()).isFalse();
        assertThat(resolve(real).get("MARKET_CALENDAR")).isEqualTo("nse");
        Settings asked = SettingsResolution.resolve(new StateFolder(folder), real, Optional.of(true));
        assertThat(asked.simulators()).isTrue();
        assertThat(asked.get("KITE_API_URL")).isEqualTo("https://api.kite.trade");
    }

    @Test
    void theRealKiteNeedsARealClerk() {
        assertThatThrownBy(() -> resolve(Map.of("KITE_API_URL", "https://api.kite.trade")))
                .hasMessageContaining("CLERK_JWKS_URL, CLERK_ISSUER, CLERK_WEBHOOK_SECRET must be set");
    }

    @Test
    void anOutsideDatabaseNeedsItsPasswords() {
        assertThatThrownBy(() -> resolve(Map.of("DATABASE_URL", "jdbc:postgresql://db/orra_app")))
                .hasMessage("DATABASE_PASSWORD, DATABASE_AGENT_PASSWORD, DATABASE_OWNER_PASSWORD"
                        + " must be set with DATABASE_URL");
    }

    @Test
    void secretsAreMadeOnceAndKeptForTheOwnerOnly() throws Exception {
        Settings first = resolve(Map.of());
        Settings second = resolve(Map.of());

        assertThat(second.environment()).isEqualTo(first.environment());
        Path kept = new StateFolder(folder).secrets();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept)))
                .isEqualTo("rw-------");
        assertThat(DotEnv.read(kept)).containsEntry("MASTER_ENCRYPTION_KEY", first.get("MASTER_ENCRYPTION_KEY"));
    }

    @Test
    void aGivenSecretWinsOverTheKeptOneAndIsNotKept() throws Exception {
        resolve(Map.of());
        Settings given = resolve(Map.of("ARTEMIS_PASSWORD", "of-the-operator"));

        assertThat(given.get("ARTEMIS_PASSWORD")).isEqualTo("of-the-operator");
        assertThat(Files.readString(new StateFolder(folder).secrets())).doesNotContain("of-the-operator");
    }

    @ParameterizedTest
    @CsvSource({
        "CLERK_WEBHOOK_SECRET, marked-secret-1",
        "CLERK_WEBHOOK_SECRET, whsec_!marked-secret-1",
        "STRIPE_WEBHOOK_SECRET, marked-secret-1",
        "ARTEMIS_PASSWORD, short",
        "PAYARA_ADMIN_PASSWORD, with space in it",
        "REDIS_PASSWORD, marked@secret",
        "MASTER_ENCRYPTION_KEY, marked-secret-1",
        "API_PORT, marked",
        "API_PORT, 70000",
        "SIMULATORS_PORT, 65533"
    })
    void aMalformedValueStopsWithItsNameAndWithoutItself(String name, String value) {
        assertThatThrownBy(() -> resolve(Map.of(name, value)))
                .hasMessageContaining(name)
                .hasMessageNotContaining(value)
                .satisfies(failure -> assertThat(((io.orra.launcher.StackFailure) failure).advice())
                        .isNotBlank()
                        .doesNotContain(value));
    }

    @Test
    void aPortOfZeroIsChosenOnceAndKept() {
        Settings first = resolve(Map.of("API_PORT", "0", "SIMULATORS_PORT", "0"));
        Settings second = resolve(Map.of("API_PORT", "0", "SIMULATORS_PORT", "0"));

        assertThat(first.port(PortSetting.API_PORT)).isPositive().isEqualTo(second.port(PortSetting.API_PORT));
        assertThat(first.get("CLERK_ISSUER"))
                .isEqualTo("http://127.0.0.1:" + (first.port(PortSetting.SIMULATORS_PORT) + 4));
    }

    @Test
    void neverPrintsAValue() {
        Settings settings = resolve(Map.of());

        assertThat(settings.toString())
                .contains("MASTER_ENCRYPTION_KEY")
                .doesNotContain(settings.get("ARTEMIS_PASSWORD"));
    }

    private Settings resolve(Map<String, String> given) {
        return SettingsResolution.resolve(new StateFolder(folder), given, Optional.empty());
    }
}
