package io.orra.credentials;

/** MASTER_ENCRYPTION_KEY can't be used. Its text is one line for the operator and never shows the setting. */
public class InvalidMasterKeyException extends RuntimeException {

    InvalidMasterKeyException(String message) {
        super("MASTER_ENCRYPTION_KEY " + message);
    }
}
