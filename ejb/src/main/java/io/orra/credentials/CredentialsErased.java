package io.orra.credentials;

import io.orra.identity.Caller;

/** A user is about to erase their credentials. Fired within the transaction that does, while they are still there. */
public record CredentialsErased(Caller caller) {}
