package io.orra.launcher.simulators;

/**
 * An account at the simulated broker with one app, as its owner knows it.
 *
 * @param totpSeed Base32
 */
public record BrokerAccount(String userId, String password, String totpSeed, String apiKey, String apiSecret) {
    /** The same account used through another app. */
    public BrokerAccount withApp(String otherKey, String otherSecret) {
        return new BrokerAccount(userId, password, totpSeed, otherKey, otherSecret);
    }

    /** The account as somebody knows it who has another seed. */
    public BrokerAccount withSeed(String otherSeed) {
        return new BrokerAccount(userId, password, otherSeed, apiKey, apiSecret);
    }

    /** Without its secrets. */
    @Override
    public String toString() {
        return "BrokerAccount[" + userId + "]";
    }
}
