package io.orra.identity;

import io.orra.settings.CommaSeparated;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The Clerk subjects that {@code SUPER_ADMIN_SUBJECTS_CSV} makes operators of Orra. */
@ApplicationScoped
public class SuperAdmins {

    private Set<String> subjects = Set.of();

    @Inject
    SuperAdmins(@ConfigProperty(name = "SUPER_ADMIN_SUBJECTS_CSV") Optional<String> subjects) {
        this.subjects = CommaSeparated.set(subjects.orElse(""));
    }

    protected SuperAdmins() {}

    public boolean contains(String subject) {
        return subjects.contains(subject);
    }
}
