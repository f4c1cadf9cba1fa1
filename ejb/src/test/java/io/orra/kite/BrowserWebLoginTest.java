package io.orra.kite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Logins in a real Chromium at the simulated broker's page. */
class BrowserWebLoginTest {

    private static final String TOTP = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";
    private static final Duration LONG = Duration.ofSeconds(75);

    private static SimulatedBroker broker;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<BrowserWebLogin> opened = new ArrayList<>();

    @BeforeAll
    static void open() {
        broker = new SimulatedBroker();
    }

    @AfterAll
    static void close() {
        broker.close();
    }

    @BeforeEach
    void accounts() throws Exception {
        broker.app("theKey", "s");
        for (int account = 0; account < 3; account++) {
            broker.account("AB" + account, "pw" + account, TOTP);
        }
    }

    @AfterEach
    void asItWas() throws Exception {
        opened.forEach(BrowserWebLogin::close);
        threads.shutdownNow();
        broker.control("DELETE", "/kite/faults", null);
        for (int account = 0; account < 3; account++) {
            broker.control("DELETE", "/kite/accounts/AB" + account, null);
        }
    }

    @Test
    void loginsAtOnceShareABrowserAndNothingElse() throws Exception {
        BrowserWebLogin web = web(LONG);
        List<Future<RequestToken>> all = new ArrayList<>();
        for (int account = 0; account < 3; account++) {
            BrokerLogin login = login(account);
            all.add(threads.submit(() -> web.obtain(login)));
        }
        Set<String> tokens = all.stream().map(BrowserWebLoginTest::token).collect(Collectors.toSet());
        assertThat(tokens).hasSize(3).allMatch(token -> token.length() == 32);
        for (int account = 0; account < 3; account++) {
            assertThat(broker.account("AB" + account))
                    .contains("\"logins\":1", "\"bad_passwords\":0", "\"bad_twofa\":0");
        }
    }

    @Test
    void aPageThatHangsEndsItsOwnLoginAndNoOther() throws Exception {
        BrowserWebLogin web = web(Duration.ofSeconds(20));
        broker.control("PUT", "/kite/faults", "{'web':[{'path':'/connect/login','action':'hang','times':1}]}");
        LoginFailedException hung = failure(web, 0);
        assertThat(hung.reason()).isEqualTo(LoginFailureReason.TIMEOUT);
        assertThat(hung.verdictOpen()).isFalse();
        assertThat(web.obtain(login(1)).value()).hasSize(32);
    }

    @Test
    void aBrowserThatIsKilledEndsItsLoginsAndAnotherTakesItsPlace() throws Exception {
        BrowserWebLogin web = web(LONG);
        broker.control("PUT", "/kite/faults", "{'web':[{'path':'/api/login','action':'hang','times':1}]}");
        Future<LoginFailedException> killed = threads.submit(() -> failure(web, 0));
        await().atMost(LONG)
                .until(() -> broker.control("GET", "/kite/faults", null).contains("\"left\":0"));
        profiles().forEach(profile -> BrowserProfiles.kill(BrowserProfiles.usersOf(profile)));
        assertThat(killed.get().reason()).isEqualTo(LoginFailureReason.BROKER_UNAVAILABLE);
        assertThat(killed.get().verdictOpen()).as("the password had gone out").isTrue();
        assertThat(web.obtain(login(1)).value()).hasSize(32);
        web.close();
        assertThat(profiles()).isEmpty();
    }

    @Test
    void whatNeedsAPersonIsShownWithoutWhoItIsFor() throws Exception {
        broker.app("theKey", "s", ",'consent_required':true");
        LoginFailedException failure = failure(web(LONG), 2);
        assertThat(failure.reason()).isEqualTo(LoginFailureReason.CONSENT_REQUIRED);
        assertThat(failure.screenshot().orElseThrow()).startsWith(0x89, 'P', 'N', 'G');
    }

    @Test
    void aWrongPasswordIsSentOnce() throws Exception {
        LoginFailedException failure = catchThrowableOfType(
                LoginFailedException.class, () -> web(LONG).obtain(new BrokerLogin("theKey", "AB0", "wrong", TOTP)));
        assertThat(failure.reason()).isEqualTo(LoginFailureReason.INVALID_CREDENTIALS);
        assertThat(broker.account("AB0")).contains("\"bad_passwords\":1");
    }

    private static BrokerLogin login(int account) {
        return new BrokerLogin("theKey", "AB" + account, "pw" + account, TOTP);
    }

    private BrowserWebLogin web(Duration limit) {
        BrowserWebLogin web = new BrowserWebLogin(
                new BrowserSettings(Path.of("/usr/bin/chromium"), Path.of("/usr/bin/chromedriver"), true, limit),
                broker.loginPage(),
                FieldSelectors.known(),
                new Totp(Clock.systemUTC(), Sleeper.REAL, new ProcessSteps()),
                Sleeper.REAL,
                work -> {
                    Thread thread = new Thread(work);
                    thread.setDaemon(true);
                    return thread;
                });
        opened.add(web);
        return web;
    }

    private static LoginFailedException failure(BrowserWebLogin web, int account) {
        return catchThrowableOfType(LoginFailedException.class, () -> web.obtain(login(account)));
    }

    private static String token(Future<RequestToken> login) {
        try {
            return login.get().value();
        } catch (Exception failed) {
            throw new AssertionError(failed);
        }
    }

    /** Where browsers of this process live. */
    private static List<Path> profiles() {
        String prefix = "orra-browser-" + ProcessHandle.current().pid() + "-";
        try (Stream<Path> all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return all.filter(path -> path.getFileName().toString().startsWith(prefix))
                    .toList();
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }
}
