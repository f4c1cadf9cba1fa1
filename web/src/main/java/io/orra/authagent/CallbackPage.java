package io.orra.authagent;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** The small page that a person sees after the login. It is made of fixed words: nothing of the request enters it. */
final class CallbackPage {

    private static final String PAGE = """
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
            <title>%1$s</title>
            <style>body{font:1.1rem/1.5 system-ui,sans-serif;max-width:32rem;margin:4rem auto;padding:0 1rem}</style>
            </head><body><h1>%1$s</h1><p>%2$s</p></body></html>
            """;

    private CallbackPage() {}

    static Response of(LoginCallback.Outcome outcome) {
        return switch (outcome) {
            case LOGGED_IN ->
                page(200, "You are logged in", "Orra holds your broker session for today. You can close this page.");
            case CANCELLED ->
                page(200, "Nothing was changed", "The login was cancelled. Ask for a new link to try again.");
            case INVALID_LINK ->
                page(400, "This link is not valid", "It is too old, or not one of Orra's. Ask for a new link.");
            case USED_LINK ->
                page(409, "This link was used already", "A link works once. Ask for a new one if you need it.");
            case NOT_ALLOWED ->
                page(403, "No session was opened", "The tenant is not active, or its Kite credentials were erased.");
            case OTHER_ACCOUNT ->
                page(403, "This is another account", "Log in with the Zerodha account that is linked to Orra.");
            case REFUSED ->
                page(400, "Zerodha gave no session", "Check the linked API key and secret, then ask for a new link.");
            case BROKER_AWAY -> page(503, "Zerodha does not answer", "Ask for a new link in a moment.");
        };
    }

    private static Response page(int status, String title, String words) {
        return Response.status(status)
                .type(MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"))
                .header("Cache-Control", "no-store")
                .header("Referrer-Policy", "no-referrer")
                .header("X-Content-Type-Options", "nosniff")
                .header(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'")
                .entity(PAGE.formatted(title, words))
                .build();
    }
}
