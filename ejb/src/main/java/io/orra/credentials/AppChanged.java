package io.orra.credentials;

import io.orra.identity.Caller;

/** A user linked another Kite app than before. Fired within the transaction that links it. */
public record AppChanged(Caller caller) {}
