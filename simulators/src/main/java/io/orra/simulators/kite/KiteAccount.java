package io.orra.simulators.kite;

import io.orra.simulators.http.BadInput;
import io.orra.simulators.http.Input;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A broker account: credentials, what it may log in to, and the counters that block it. */
public final class KiteAccount {
    /** Five wrong passwords or five wrong second factors block the account. */
    public static final int ATTEMPTS = 5;

    private final String userId;
    private String password = "";
    private Totp totp;
    private String appCode;
    private String twofaType = "totp";
    private List<String> enabledApps;
    private String email;
    private String userName;

    private final Set<String> consents = new HashSet<>();
    private long lastTotpStep = -1;
    private int passwordAttempts;
    private int twofaAttempts;
    private boolean blocked;
    private int logins;
    private int badPasswords;
    private int badTwofa;

    public KiteAccount(String userId) {
        this.userId = userId;
        this.email = userId.toLowerCase(java.util.Locale.ROOT) + "@example.com";
        this.userName = "Simulated " + userId;
    }

    /** Sets the given fields. A new password or seed is a credential reset: the only thing that ends a block. */
    public void change(Input input) {
        String newPassword = input.text("password", null);
        String newSeed = input.text("totp_seed", null);
        String newType = input.oneOf("twofa_type", twofaType, Set.of("totp", "app_code"));
        String newCode = input.text("app_code", appCode);
        List<String> newApps = input.texts("enabled_apps");
        String newEmail = input.text("email", email);
        String newName = input.text("user_name", userName);
        input.done();
        Totp newTotp = newSeed == null ? totp : Totp.ofSeed(newSeed);
        if (newPassword == null && password.isEmpty()) {
            throw new BadInput("'password' is required for a new account");
        }
        if (newPassword != null || newSeed != null) {
            password = newPassword == null ? password : newPassword;
            totp = newTotp;
            lastTotpStep = -1;
            unblock();
        }
        twofaType = newType;
        appCode = newCode;
        enabledApps = newApps == null ? enabledApps : newApps;
        email = newEmail;
        userName = newName;
    }

    private void unblock() {
        blocked = false;
        passwordAttempts = 0;
        twofaAttempts = 0;
    }

    /** @return whether the password is right; counts, and blocks at the fifth wrong one in a row */
    public boolean tryPassword(String given) {
        if (password.equals(given)) {
            passwordAttempts = 0;
            return true;
        }
        badPasswords++;
        passwordAttempts++;
        blocked |= passwordAttempts >= ATTEMPTS;
        return false;
    }

    /** @return whether the second factor is right; counts, and blocks at the fifth wrong one in a row */
    public boolean trySecondFactor(String given, long epochSecond, boolean reuseRefused) {
        if (twofaType.equals("totp") ? totpMeets(given, epochSecond, reuseRefused) : given.equals(appCode)) {
            twofaAttempts = 0;
            logins++;
            return true;
        }
        badTwofa++;
        twofaAttempts++;
        blocked |= twofaAttempts >= ATTEMPTS;
        return false;
    }

    private boolean totpMeets(String given, long epochSecond, boolean reuseRefused) {
        long step = totp == null ? -1 : totp.stepOf(given, epochSecond);
        if (step < 0 || reuseRefused && step <= lastTotpStep) {
            return false;
        }
        lastTotpStep = step;
        return true;
    }

    public boolean enabledOn(String apiKey) {
        return enabledApps == null || enabledApps.contains(apiKey);
    }

    public boolean consentedTo(String apiKey) {
        return consents.contains(apiKey);
    }

    public void consentTo(String apiKey) {
        consents.add(apiKey);
    }

    public String userId() {
        return userId;
    }

    public String email() {
        return email;
    }

    public String userName() {
        return userName;
    }

    public String twofaType() {
        return twofaType;
    }

    public List<String> enabledApps() {
        return enabledApps;
    }

    public boolean blocked() {
        return blocked;
    }

    public int passwordAttemptsLeft() {
        return Math.max(0, ATTEMPTS - passwordAttempts);
    }

    public int twofaAttemptsLeft() {
        return Math.max(0, ATTEMPTS - twofaAttempts);
    }

    public int logins() {
        return logins;
    }

    public int badPasswords() {
        return badPasswords;
    }

    public int badTwofa() {
        return badTwofa;
    }
}
