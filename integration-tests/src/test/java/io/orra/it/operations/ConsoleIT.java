package io.orra.it.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.orra.it.frame.Orra;
import io.orra.launcher.settings.PortSetting;
import io.orra.launcher.settings.Secret;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.ExpectedConditions;
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
    void it_asks_for_a_password_and_shows_the_application_with_its_modules_and_pools() {
        browser.get(console + "/common/applications/applications.jsf");
        await(By.name("j_username")).sendKeys("admin");
        browser.findElement(By.name("j_password")).sendKeys(orra.settled().get(Secret.PAYARA_ADMIN_PASSWORD));
        browser.findElement(By.name("loginButton")).click();
        await(By.id("treeForm"));

        browser.get(console + "/common/applications/applicationEdit.jsf?appName=orra&bare=true");
        String application = await(By.xpath("//*[contains(text(), 'orra-web.war')]"))
                .findElement(By.xpath("//body"))
                .getText();
        assertThat(application).contains("orra-ejb.jar", "orra-jms-consumers.jar", "orra-web.war");

        browser.get(console + "/common/applications/resources/appScopedResources.jsf?appName=orra&bare=true");
        String resources = await(By.xpath("//*[contains(text(), 'java:app/jdbc/orra')]"))
                .findElement(By.xpath("//body"))
                .getText();
        assertThat(resources).contains("java:app/jdbc/orra-agent", "java:app/pool/orra");
    }

    private org.openqa.selenium.WebElement await(By what) {
        return new WebDriverWait(browser, PATIENCE).until(ExpectedConditions.presenceOfElementLocated(what));
    }
}
