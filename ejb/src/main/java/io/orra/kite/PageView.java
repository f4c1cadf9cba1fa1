package io.orra.kite;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.util.Optional;

/**
 * One look at the login page: which fields it shows now and what it says. All is read in one step, because the page
 * swaps its forms without a navigation.
 *
 * @param error text of the page's error box, empty when there is none
 * @param appCode whether the code asked for is that of the broker's own app, not of an authenticator
 * @param words beginning of the page's whole text, to tell an error document from a form
 */
record PageView(
        Optional<Field> user,
        Optional<Field> password,
        Optional<Field> code,
        Optional<Field> submit,
        String error,
        boolean appCode,
        boolean captcha,
        boolean consent,
        String words) {
    static final PageView NOTHING = new PageView(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), "", false, false, false, "");

    /** A visible element: its middle in CSS pixels of the viewport, and how many signs it holds. */
    record Field(int x, int y, int length) {}

    static PageView of(String json) {
        try (JsonReader reader = Json.createReader(new StringReader(json))) {
            JsonObject seen = reader.readObject();
            return new PageView(
                    field(seen, "user"),
                    field(seen, "password"),
                    field(seen, "code"),
                    field(seen, "submit"),
                    seen.getString("error"),
                    seen.getBoolean("appCode"),
                    seen.getBoolean("captcha"),
                    seen.getBoolean("consent"),
                    seen.getString("words"));
        } catch (JsonException | NullPointerException | ClassCastException notOurAnswer) {
            return NOTHING;
        }
    }

    private static Optional<Field> field(JsonObject seen, String name) {
        return seen.get(name) instanceof JsonObject place
                ? Optional.of(new Field(place.getInt("x"), place.getInt("y"), place.getInt("length")))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return "PageView[user=" + user.isPresent() + ", password=" + password.isPresent() + ", code="
                + code.isPresent() + ", error=" + !error.isEmpty() + ", captcha=" + captcha + ", consent=" + consent
                + "]";
    }
}
