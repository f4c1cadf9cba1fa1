package io.orra.kite;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * CSS selectors of the login page's fields, best first. A configured one goes before the known ones. The code's field
 * has carried the user field's id and changed its type over the years, hence the long list.
 *
 * @param user configured selectors only; the known ones are added on use
 */
public record FieldSelectors(List<String> user, List<String> password, List<String> code, List<String> submit) {
    private static final List<String> USER =
            List.of("input#userid", "form input[type=text]", "form input[autocomplete=username]");
    private static final List<String> PASSWORD = List.of("input#password", "input[type=password]");
    private static final List<String> CODE = List.of(
            "input[type=number][maxlength=\"6\"]",
            "input[label=\"External TOTP\"]",
            "input[type=number]",
            ".twofa-form input",
            "input[autocomplete=one-time-code]",
            "input[maxlength=\"6\"]",
            "input#totp",
            "input#pin");
    private static final List<String> SUBMIT = List.of("button[type=submit]", "form button", "input[type=submit]");

    public FieldSelectors {
        user = List.copyOf(user);
        password = List.copyOf(password);
        code = List.copyOf(code);
        submit = List.copyOf(submit);
    }

    public static FieldSelectors known() {
        return new FieldSelectors(List.of(), List.of(), List.of(), List.of());
    }

    /** From the settings {@code ZERODHA_{USER,PASSWORD,TOTP,SUBMIT}_SELECTOR}; null or blank means not set. */
    public static FieldSelectors configured(String user, String password, String code, String submit) {
        return new FieldSelectors(given(user), given(password), given(code), given(submit));
    }

    Map<String, List<String>> inOrder() {
        return Map.of(
                "user", joined(user, USER),
                "password", joined(password, PASSWORD),
                "code", joined(code, CODE),
                "submit", joined(submit, SUBMIT));
    }

    private static List<String> given(String selector) {
        return selector == null || selector.isBlank() ? List.of() : List.of(selector.strip());
    }

    private static List<String> joined(List<String> first, List<String> then) {
        List<String> all = new ArrayList<>(first);
        all.addAll(then);
        return all;
    }
}
