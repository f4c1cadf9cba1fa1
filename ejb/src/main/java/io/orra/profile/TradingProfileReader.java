package io.orra.profile;

import io.orra.identity.Caller;
import io.orra.problem.Refusal;
import io.orra.tenancy.TenantDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Shows a user their trading profile. */
@ApplicationScoped
public class TradingProfileReader {

    @Inject
    private TenantDatabase database;

    /** @throws Refusal 404 when the caller never set one */
    public TradingProfile get(Caller caller) {
        return TradingProfiles.find(database.rows(), caller.tenantId(), caller.userId())
                .orElseThrow(TradingProfileService::notFound);
    }
}
