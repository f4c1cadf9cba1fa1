package io.orra.audit;

import java.util.Locale;

/** What kind of actor an audit entry names. */
public enum ActorKind {
    /** A tenant's user; the actor is the subject at Clerk. */
    USER,
    /** A super admin; the actor is the subject at Clerk. */
    OPERATOR,
    /** A part of Orra that works by itself; the actor is its name. */
    AGENT,
    /** A provider that told us something; the actor is the provider. */
    WEBHOOK,
    /** Nobody that a token proved. */
    ANONYMOUS;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
