package io.orra.kite;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openqa.selenium.chrome.ChromeDriverService;

/**
 * Starts the driver with the given variables and a few harmless ones of the server's, and nothing else: the server's
 * environment holds the master key and every password, and a browser, which runs a stranger's page, inherits its
 * driver's. Selenium can only add variables, so {@code env -i} starts the driver; it becomes the driver, so that the
 * process stays the same.
 */
final class SparseDriverService extends ChromeDriverService.Builder {
    private static final File ENV = new File("/usr/bin/env");
    private static final List<String> HARMLESS = List.of(
            "PATH",
            "LANG",
            "LC_ALL",
            "TZ",
            "DISPLAY",
            "WAYLAND_DISPLAY",
            "XAUTHORITY",
            "http_proxy",
            "https_proxy",
            "no_proxy",
            "HTTP_PROXY",
            "HTTPS_PROXY",
            "NO_PROXY");

    private final Path driver;
    private final Map<String, String> variables = new TreeMap<>();

    SparseDriverService(Path driver, Map<String, String> given) {
        this.driver = driver;
        System.getenv().forEach((name, value) -> {
            if (HARMLESS.contains(name)) {
                variables.put(name, value);
            }
        });
        variables.putAll(given);
        usingDriverExecutable(ENV);
    }

    @Override
    protected List<String> createArgs() {
        List<String> arguments = new ArrayList<>();
        arguments.add("-i");
        variables.forEach((name, value) -> arguments.add(name + "=" + value));
        arguments.add(driver.toString());
        arguments.addAll(super.createArgs());
        return arguments;
    }
}
