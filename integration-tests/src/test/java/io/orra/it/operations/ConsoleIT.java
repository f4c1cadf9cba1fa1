package io.orra.it.operations;

import static io.orra.it.frame.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.orra.it.frame.Orra;
import io.orra.it.frame.TestTenant;
import io.orra.launcher.ServiceName;
import io.orra.launcher.settings.PortSetting;
import io.orra.launcher.settings.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.Wait;
import org.openqa.selenium.support.ui.WebDriverWait;

/** An operator with a browser in the server's own console. */
class ConsoleIT {

    /** The console itself is deployed when somebody asks for it first. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Orra orra = Orra.running();
    private final String console = "http://127.0.0.1:" + orra.settled().port(PortSetting.ADMIN_PORT);
    private WebDriver browser;

    @BeforeEach
    void open() {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(Optional.ofNullable(System.getenv("CHROME_BINARY")).orElse("/usr/bin/chromium"));
        options.addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--window-size=1400,1000");
        browser = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(new java.io.File(Optional.ofNullable(System.getenv("CHROMEDRIVER"))
                                .orElse("/usr/bin/chromedriver")))
                        .build(),
                options);
    }

    @AfterEach
    void close() {
        browser.quit();
    }

    @Test
    void it_asks_for_a_password_shows_the_application_with_its_modules_and_pools_and_restarts_it() throws IOException {
        TestTenant tenant = TestTenant.linked(orra);
        browser.get(console + "/common/applications/applications.jsf");
        await(By.name("j_username")).sendKeys("admin");
        browser.findElement(By.name("j_password")).sendKeys(orra.settled().get(Secret.PAYARA_ADMIN_PASSWORD));
        browser.findElement(By.name("loginButton")).click();
        await(By.id("treeForm"));

        assertThat(page("/common/applications/applicationEdit.jsf?appName=orra&bare=true", "orra-web.war"))
                .contains("orra-ejb.jar", "orra-jms-consumers.jar", "orra-web.war", "artemis-rar.rar");
        assertThat(page("/jdbc/jdbcConnectionPools.jsf?bare=true", "orra-tenant"))
                .contains("orra-tenant", "orra-agent", "orra-market");
        assertThat(page("/jdbc/jdbcResources.jsf?bare=true", "jdbc/orra-tenant"))
                .contains("jdbc/orra-tenant", "jdbc/orra-agent", "jdbc/orra-market");

        long starts = starts();
        page("/common/applications/applications.jsf?bare=true", "orra");
        click(By.xpath("//a[contains(@id, 'reloadLink')]"));
        eventually().atMost(PATIENCE).until(() -> starts() > starts);

        eventually().atMost(PATIENCE).until(() -> orra.part(ServiceName.PAYARA).healthy());
        assertThat(tenant.api().get("/api/v1/account/kite-credentials/status").status())
                .isEqualTo(200);
    }

    /** How often the application has come up, by the server's log. */
    private long starts() throws IOException {
        try (Stream<String> lines = Files.lines(orra.part(ServiceName.PAYARA).log())) {
            return lines.filter(line -> line.contains("schema up to date")).count();
        }
    }

    /** The page's text, once it shows what is awaited: the console's scripts may put a page up in several steps. */
    private String page(String path, String awaited) {
        browser.get(console + path);
        return patiently().until(page -> {
            String text = page.findElement(By.tagName("body")).getText();
            return text.contains(awaited) ? text : null;
        });
    }

    private void click(By what) {
        patiently().until(page -> {
            page.findElement(what).click();
            return true;
        });
    }

    private WebElement await(By what) {
        return patiently().until(ExpectedConditions.presenceOfElementLocated(what));
    }

    /** An element that a script replaces between being found and being used is looked for again. */
    private Wait<WebDriver> patiently() {
        return new WebDriverWait(browser, PATIENCE).ignoring(StaleElementReferenceException.class);
    }
}
