package io.orra.kite;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Which browser to run, and for how long.
 *
 * @param chromeBinary the browser; given explicitly, so that nothing is ever looked up or downloaded
 * @param chromedriver its driver, of the same version
 * @param headless false shows the window, for an operator who looks what the page does
 * @param attemptLimit after this the browser is killed, wherever the attempt stands
 */
public record BrowserSettings(Path chromeBinary, Path chromedriver, boolean headless, Duration attemptLimit) {}
