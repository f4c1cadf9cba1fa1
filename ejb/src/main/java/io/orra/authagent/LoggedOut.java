package io.orra.authagent;

import io.orra.identity.Caller;

/** A user ends their session by hand. Fired within the transaction that ends it. */
public record LoggedOut(Caller caller) {}
