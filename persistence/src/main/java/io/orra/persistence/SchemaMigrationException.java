package io.orra.persistence;

/** The schema could not be brought up to date. Its text names no address, user or password, and it has no cause. */
public class SchemaMigrationException extends RuntimeException {

    SchemaMigrationException(String message) {
        super(message);
    }
}
