package io.orra.kite;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What a real Chromium paints after blanking. Two pages that differ in nothing but what must not be seen give the same
 * picture, pixel by pixel; two that differ in anything else do not.
 */
class RedactedPictureTest {

    private static final ExecutorService THREADS = Executors.newCachedThreadPool();

    private static HttpServer pages;
    private static SharedBrowser browser;

    /** What is on a page. */
    private record Shown(String user, String password, String code, String email, String heading) {

        String page() {
            return """
                    <!doctype html><meta charset=utf-8><style>* { font: 20px monospace }</style>
                    <h2>HEADING</h2><p>You are logged in as <b>USER</b>, user</p><p>EMAIL</p>
                    <form><input id=userid value="USER"><input type=password value="PASSWORD">
                    <input type=number label="External TOTP" value="CODE"><textarea>PASSWORD</textarea>
                    <input type=submit value="USER"></form>
                    <p>Code CODE of USER</p>""".replace("HEADING", heading)
                    .replace("USER", user)
                    .replace("PASSWORD", password)
                    .replace("CODE", code)
                    .replace("EMAIL", email);
        }
    }

    private static final Shown MINE = new Shown("AB1234", "pw-of-mine", "492039", "me@example.com", "Kite");

    @BeforeAll
    static void open() throws IOException {
        pages = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        pages.start();
        Executor threads = work -> THREADS.execute(work);
        browser = new SharedBrowser(
                new BrowserSettings(
                        Path.of("/usr/bin/chromium"), Path.of("/usr/bin/chromedriver"), true, Duration.ofSeconds(75)),
                threads);
    }

    @AfterAll
    static void close() {
        browser.close();
        pages.stop(0);
        THREADS.shutdownNow();
    }

    @Test
    void passwordCodeAndUserIdAreNotInThePicture() throws Exception {
        Shown theirs = new Shown("zx9876", "qv+zk-0817", "815163", "you@example.org", "Kite");
        assertThat(pixels(MINE, "ab1234")).isEqualTo(pixels(theirs, "zx9876"));
    }

    @Test
    void whatAPersonHasToReadIs() throws Exception {
        Shown captcha = new Shown("AB1234", "pw-of-mine", "492039", "me@example.com", "Type what you see");
        assertThat(pixels(MINE, "AB1234")).isNotEqualTo(pixels(captcha, "AB1234"));
    }

    private static int[] pixels(Shown shown, String word) throws Exception {
        String path = "/" + Integer.toUnsignedString(shown.hashCode()) + "/" + word;
        pages.createContext(path, exchange -> {
            byte[] body = shown.page().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "text/html; charset=utf-8");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        URI address = URI.create("http://127.0.0.1:" + pages.getAddress().getPort() + path);
        try (BrowserTab tab = browser.open(new LoginRedirect(address), FieldSelectors.known())) {
            tab.page().open(address);
            while (tab.page().look().user().isEmpty()) {
                Sleeper.REAL.sleep(Duration.ofMillis(50));
            }
            BufferedImage picture = ImageIO.read(
                    new ByteArrayInputStream(tab.page().picture(word).orElseThrow()));
            return picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
        }
    }
}
