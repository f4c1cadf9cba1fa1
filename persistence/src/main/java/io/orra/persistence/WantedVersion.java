package io.orra.persistence;

import java.util.Set;

/**
 * Which version of a row a change wants to meet, for statements that decide by it themselves.
 *
 * @param mustExist whether there must be a row at all
 * @param versions one of which must be there; null when any will do
 */
public record WantedVersion(boolean mustExist, Set<Long> versions) {

    public WantedVersion {
        versions = versions == null ? null : Set.copyOf(versions);
    }

    /** As a parameter of type {@code bigint[]}. */
    public Long[] array() {
        return versions == null ? null : versions.toArray(Long[]::new);
    }
}
