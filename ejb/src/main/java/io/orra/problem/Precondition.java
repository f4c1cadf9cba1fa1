package io.orra.problem;

import io.orra.persistence.WantedVersion;
import java.util.Set;

/**
 * What an {@code If-Match} header asks of the row that a change meets.
 *
 * @param versions one of which must be there; ignored when any is true
 * @param any whether any version will do, but one must be there ({@code *})
 * @param given whether there was a header at all: without one every change passes
 */
public record Precondition(Set<Long> versions, boolean any, boolean given) {

    public static final Precondition NONE = new Precondition(Set.of(), false, false);

    public Precondition {
        versions = Set.copyOf(versions);
    }

    /**
     * @param version of the row that is there; null when there is none
     * @throws Refusal 412 when it is not the one that was asked for
     */
    public void check(Long version) {
        boolean met = !given || version != null && (any || versions.contains(version));
        if (!met) {
            throw failed();
        }
    }

    /** For a statement that decides by itself whether it meets the right version. */
    public WantedVersion wanted() {
        return new WantedVersion(given, given && !any ? versions : null);
    }

    /** The refusal of a change that met another version. */
    public static Refusal failed() {
        return new Refusal(412, "precondition-failed", "It was changed meanwhile; read it again");
    }
}
