package io.orra.kite;

/**
 * What one automatic login needs.
 *
 * @param apiKey the tenant's Kite Connect app
 * @param totpSeed base32 seed of the account's external authenticator
 */
public record BrokerLogin(String apiKey, String userId, String password, String totpSeed) {

    /** Refuses before anything is sent, so that a gap in the stored credentials never costs an attempt. */
    public void requireComplete() throws LoginFailedException {
        if (isBlank(apiKey) || isBlank(userId) || isBlank(password) || isBlank(totpSeed)) {
            throw LoginFailedException.before(LoginFailureReason.MISSING_CREDENTIALS, "the stored login is incomplete");
        }
        TotpSeed.keyOf(totpSeed);
    }

    private static boolean isBlank(String text) {
        return text == null || text.isBlank();
    }

    @Override
    public String toString() {
        return "BrokerLogin[hidden]";
    }
}
