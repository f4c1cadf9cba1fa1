package io.orra.credentials;

/**
 * What a user links to reach Kite, in clear: for the moment of sealing or of use only.
 *
 * @param brokerUserId null when the user keeps logging in alone; so is brokerPassword
 * @param autoLogin the user's explicit consent to automatic login
 */
public record KiteLink(
        String apiKey,
        String apiSecret,
        String totpSecret,
        String brokerUserId,
        String brokerPassword,
        boolean autoLogin) {

    @Override
    public String toString() {
        return "KiteLink[hidden]";
    }
}
