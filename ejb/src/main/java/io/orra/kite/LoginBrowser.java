package io.orra.kite;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.bidi.browsingcontext.BrowsingContext;
import org.openqa.selenium.bidi.browsingcontext.ReadinessState;
import org.openqa.selenium.bidi.module.Input;
import org.openqa.selenium.bidi.module.Script;
import org.openqa.selenium.bidi.script.EvaluateResult;
import org.openqa.selenium.bidi.script.EvaluateResultSuccess;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.KeyInput;
import org.openqa.selenium.interactions.Pause;
import org.openqa.selenium.interactions.PointerInput;
import org.openqa.selenium.interactions.Sequence;

/**
 * What a person does with the page: open it, look, click, type. All of it goes over WebDriver BiDi, because a classic
 * command keeps the driver busy while a request is held back, and then nobody can let the request go.
 */
final class LoginBrowser {
    private static final Duration KEY_PAUSE = Duration.ofMillis(40);
    private static final String LOOK = script("login-page.js");
    private static final String REDACT = script("redact.js");

    private final String window;
    private final BrowsingContext context;
    private final Script script;
    private final Input input;
    private final String look;

    /** @param window the tab's browsing context */
    LoginBrowser(ChromeDriver driver, String window, FieldSelectors selectors) {
        this.window = window;
        this.context = new BrowsingContext(driver, window);
        this.script = new Script(driver);
        this.input = new Input(driver);
        this.look = "(" + LOOK + ")(" + json(selectors) + ")";
    }

    void open(URI address) {
        context.navigate(address.toString(), ReadinessState.NONE);
    }

    /** Looks in a sandbox of its own, which the page's scripts can't reach; sees nothing between two documents. */
    PageView look() {
        try {
            EvaluateResult result =
                    script.evaluateFunctionInBrowsingContext(window, "orra", look, false, Optional.empty());
            if (result instanceof EvaluateResultSuccess success) {
                return success.getResult()
                        .getValue()
                        .map(json -> PageView.of(json.toString()))
                        .orElse(PageView.NOTHING);
            }
            return PageView.NOTHING;
        } catch (WebDriverException betweenTwoDocuments) {
            return PageView.NOTHING;
        }
    }

    /**
     * A picture of the page as PNG, without what is in its fields, and without the word. None when the page can't be
     * blanked first.
     */
    Optional<byte[]> picture(String word) {
        try {
            String blank = "(" + REDACT + ")(" + Json.createValue(word) + ")";
            EvaluateResult blanked =
                    script.evaluateFunctionInBrowsingContext(window, "orra", blank, false, Optional.empty());
            return blanked instanceof EvaluateResultSuccess
                    ? Optional.of(Base64.getDecoder().decode(context.captureScreenshot()))
                    : Optional.empty();
        } catch (WebDriverException | IllegalArgumentException noPicture) {
            return Optional.empty();
        }
    }

    void click(PageView.Field field) {
        PointerInput mouse = new PointerInput(PointerInput.Kind.MOUSE, "mouse");
        int button = PointerInput.MouseButton.LEFT.asArg();
        perform(new Sequence(mouse, 0)
                .addAction(mouse.createPointerMove(Duration.ZERO, PointerInput.Origin.viewport(), field.x(), field.y()))
                .addAction(mouse.createPointerDown(button))
                .addAction(mouse.createPointerUp(button)));
    }

    /** Puts the text in place of what the focused field holds, key by key. */
    void replace(PageView.Field field, String text) {
        click(field);
        KeyInput keyboard = new KeyInput("keyboard");
        Sequence keys = new Sequence(keyboard, 0);
        if (field.length() > 0) {
            keys.addAction(keyboard.createKeyDown(Keys.CONTROL.charAt(0)))
                    .addAction(keyboard.createKeyDown('a'))
                    .addAction(keyboard.createKeyUp('a'))
                    .addAction(keyboard.createKeyUp(Keys.CONTROL.charAt(0)))
                    .addAction(keyboard.createKeyDown(Keys.DELETE.charAt(0)))
                    .addAction(keyboard.createKeyUp(Keys.DELETE.charAt(0)));
        }
        perform(typed(keyboard, keys, text));
    }

    void type(String text) {
        KeyInput keyboard = new KeyInput("keyboard");
        perform(typed(keyboard, new Sequence(keyboard, 0), text));
    }

    void pressEnter() {
        type(String.valueOf(Keys.ENTER.charAt(0)));
    }

    private static Sequence typed(KeyInput keyboard, Sequence keys, String text) {
        text.codePoints()
                .forEach(sign -> keys.addAction(keyboard.createKeyDown(sign))
                        .addAction(keyboard.createKeyUp(sign))
                        .addAction(new Pause(keyboard, KEY_PAUSE)));
        return keys;
    }

    private void perform(Sequence actions) {
        input.perform(window, List.of(actions));
    }

    private static String json(FieldSelectors selectors) {
        JsonObjectBuilder fields = Json.createObjectBuilder();
        selectors.inOrder().forEach((name, list) -> {
            JsonArrayBuilder texts = Json.createArrayBuilder();
            list.forEach(texts::add);
            fields.add(name, texts);
        });
        return fields.build().toString();
    }

    private static String script(String name) {
        try (InputStream file = LoginBrowser.class.getResourceAsStream(name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
