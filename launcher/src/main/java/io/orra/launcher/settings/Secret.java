package io.orra.launcher.settings;

import io.orra.launcher.StackFailure;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** The secrets that the launcher makes once and keeps when nobody sets them, each with the form it must have. */
public enum Secret {
    MASTER_ENCRYPTION_KEY(MasterKey::generate, MasterKey::check),
    DATABASE_PASSWORD(Secret::word, password("DATABASE_PASSWORD")),
    DATABASE_AGENT_PASSWORD(Secret::word, password("DATABASE_AGENT_PASSWORD")),
    DATABASE_OWNER_PASSWORD(Secret::word, password("DATABASE_OWNER_PASSWORD")),
    POSTGRES_PASSWORD(Secret::word, password("POSTGRES_PASSWORD")),
    REDIS_PASSWORD(
            Secret::word, matching("REDIS_PASSWORD", "[A-Za-z0-9_.~-]{8,}", "at least 8 letters, digits or _.~-")),
    ARTEMIS_PASSWORD(Secret::word, password("ARTEMIS_PASSWORD")),
    PAYARA_ADMIN_PASSWORD(Secret::word, password("PAYARA_ADMIN_PASSWORD")),
    CLERK_SECRET_KEY(() -> "sk_test_" + word(), matching("CLERK_SECRET_KEY", "\\S+", "one word")),
    CLERK_WEBHOOK_SECRET(Secret::webhookSecret, Secret::checkWebhookSecrets),
    STRIPE_WEBHOOK_SECRET(
            () -> "whsec_" + word(),
            matching(
                    "STRIPE_WEBHOOK_SECRET",
                    "whsec_[^\\s,]+(\\s*,\\s*whsec_[^\\s,]+)*",
                    "whsec_… as Stripe shows it; several with commas")),
    STRIPE_API_KEY(() -> "sk_test_" + word(), matching("STRIPE_API_KEY", "\\S+", "one word")),
    N8N_WEBHOOK_AUTH_VALUE(Secret::word, matching("N8N_WEBHOOK_AUTH_VALUE", "[\\x21-\\x7e ]+", "printable ASCII")),
    DEMO_KITE_API_KEY(() -> "demo" + word().substring(0, 12).toLowerCase(java.util.Locale.ROOT), any()),
    DEMO_KITE_API_SECRET(Secret::word, any()),
    DEMO_KITE_PASSWORD(Secret::word, any()),
    DEMO_KITE_TOTP_SEED(Secret::base32, any());

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final String ALPHANUMERIC = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private final Supplier<String> generator;
    private final Consumer<String> check;

    Secret(Supplier<String> generator, Consumer<String> check) {
        this.generator = generator;
        this.check = check;
    }

    String generate() {
        return generator.get();
    }

    /** Stops with one line that names the setting and its form and never shows the value. */
    void check(String value) {
        check.accept(value);
    }

    private static String word() {
        return random(ALPHANUMERIC, 32);
    }

    private static String base32() {
        return random(BASE32, 32);
    }

    private static String random(String alphabet, int length) {
        return new SecureRandom()
                .ints(length, 0, alphabet.length())
                .collect(StringBuilder::new, (text, i) -> text.append(alphabet.charAt(i)), StringBuilder::append)
                .toString();
    }

    private static String webhookSecret() {
        byte[] key = new byte[24];
        RANDOM.nextBytes(key);
        return "whsec_" + Base64.getEncoder().encodeToString(key);
    }

    private static void checkWebhookSecrets(String value) {
        for (String secret : value.split("[,\\s]+")) {
            boolean formed = secret.startsWith("whsec_");
            try {
                formed = formed
                        && Base64.getDecoder().decode(secret.substring(6).getBytes(StandardCharsets.US_ASCII)).length
                                >= 16;
            } catch (IllegalArgumentException notBase64) {
                formed = false;
            }
            if (!formed) {
                throw malformed("CLERK_WEBHOOK_SECRET", "whsec_ and base64, as Clerk shows it");
            }
        }
    }

    private static Consumer<String> any() {
        return value -> {};
    }

    private static Consumer<String> password(String name) {
        return matching(name, "[\\x21-\\x7e]{8,128}", "8 to 128 printable ASCII characters without spaces");
    }

    private static Consumer<String> matching(String name, String form, String inWords) {
        Pattern pattern = Pattern.compile(form);
        return value -> {
            if (!pattern.matcher(value).matches()) {
                throw malformed(name, inWords);
            }
        };
    }

    private static StackFailure malformed(String name, String form) {
        return new StackFailure(name + " is malformed", "Form: " + form + ".");
    }
}
