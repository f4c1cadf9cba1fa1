package io.orra.kite;

import java.util.Objects;

/** The broker's single-use voucher for a session; it lives for a few minutes. */
public record RequestToken(String value) {
    public RequestToken {
        Objects.requireNonNull(value);
    }

    @Override
    public String toString() {
        return "RequestToken[hidden]";
    }
}
