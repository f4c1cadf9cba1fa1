package io.orra.kite;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.openqa.selenium.JavascriptException;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.WebElement;

/**
 * One look at the login page: which fields it shows now and what it says. All is read in one step, because the page
 * swaps its forms without a navigation.
 *
 * @param error text of the page's error box, empty when there is none
 * @param words beginning of the page's whole text, to tell an error document from a form
 */
record PageView(
        Optional<WebElement> user,
        Optional<WebElement> password,
        Optional<WebElement> code,
        Optional<WebElement> submit,
        String error,
        boolean captcha,
        boolean consent,
        String words) {
    private static final String SCRIPT = script();
    private static final PageView NOTHING =
            new PageView(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), "", false, false, "");

    static PageView of(JavascriptExecutor browser, FieldSelectors selectors) {
        try {
            if (browser.executeScript(SCRIPT, selectors.inOrder()) instanceof Map<?, ?> seen) {
                return new PageView(
                        element(seen, "user"),
                        element(seen, "password"),
                        element(seen, "code"),
                        element(seen, "submit"),
                        text(seen, "error"),
                        Boolean.TRUE.equals(seen.get("captcha")),
                        Boolean.TRUE.equals(seen.get("consent")),
                        text(seen, "words"));
            }
            return NOTHING;
        } catch (JavascriptException betweenTwoDocuments) {
            return NOTHING;
        }
    }

    private static Optional<WebElement> element(Map<?, ?> seen, String name) {
        return seen.get(name) instanceof WebElement found ? Optional.of(found) : Optional.empty();
    }

    private static String text(Map<?, ?> seen, String name) {
        return seen.get(name) instanceof String words ? words : "";
    }

    private static String script() {
        try (InputStream file = PageView.class.getResourceAsStream("login-page.js")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public String toString() {
        return "PageView[user=" + user.isPresent() + ", password=" + password.isPresent() + ", code="
                + code.isPresent() + ", error=" + !error.isEmpty() + ", captcha=" + captcha + ", consent=" + consent
                + "]";
    }
}
