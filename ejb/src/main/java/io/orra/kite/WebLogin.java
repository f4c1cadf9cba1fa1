package io.orra.kite;

/** Logs a user in at the broker's web page and brings back the request token that the page hands to the app. */
public interface WebLogin {

    /**
     * Makes exactly one attempt; whether there is another is the caller's decision.
     *
     * @throws LoginFailedException always with a reason; the request token, if one was made, is lost then
     */
    RequestToken obtain(BrokerLogin login) throws LoginFailedException;
}
