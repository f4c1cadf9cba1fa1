package io.orra.artemis;

import java.util.Arrays;

/**
 * Whether this instance consumes messages: {@code ORRA_ROLES} names {@code notification}, or is not set. An instance
 * without that role still sends.
 */
record ConsumerRoles(String instanceRoles) {

    private static final String CONSUMING = "notification";

    boolean consume() {
        return instanceRoles == null
                || instanceRoles.isBlank()
                || Arrays.stream(instanceRoles.split(",")).map(String::strip).anyMatch(CONSUMING::equals);
    }
}
