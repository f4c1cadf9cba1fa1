package io.orra.authagent;

import io.orra.persistence.LowerCaseConverter;
import jakarta.persistence.Converter;
import java.util.Locale;

/** How an attempt to log in at the broker ended. */
public enum LoginOutcome {
    /** Not ended, or its process died: the broker may have seen it, so it counts. */
    STARTED,
    SUCCEEDED,
    /** The broker refused user, password or code. Five of them lock the account. */
    CREDENTIAL_FAILURE,
    /** A password or code went out and its verdict did not come: it counts as a refusal would. */
    UNCERTAIN,
    /** The broker asks for something that a person has to do on its page. */
    PERSON_NEEDED,
    /** The broker was not reached or did not work: says nothing about the credentials. */
    TRANSIENT_FAILURE;

    /** The word as it stands in the database and on the wire. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Converter
    public static class AsWord extends LowerCaseConverter<LoginOutcome> {
        public AsWord() {
            super(LoginOutcome.class);
        }
    }
}
