package io.orra.billing;

import io.orra.persistence.TenantOwned;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.DynamicUpdate;

/**
 * A strategy that a tenant set up. How many may be active depends on the tier. Only what changed is written: the agents'
 * role may switch strategies off and write nothing else.
 */
@Entity
@DynamicUpdate
@Table(name = "strategy_instances")
public class StrategyInstance extends TenantOwned {

    @Column(name = "name", nullable = false, length = 120)
    private String name;

    @Column(name = "strategy_type", nullable = false, length = 80)
    private String strategyType;

    @ColumnTransformer(write = "?::jsonb")
    @Column(name = "parameters", nullable = false, columnDefinition = "jsonb")
    private String parameters;

    @Column(name = "is_active", nullable = false)
    private boolean active;

    @Version
    @Column(name = "version", nullable = false)
    private long version;

    protected StrategyInstance() {
        // for JPA
    }

    /**
     * Inactive at first.
     *
     * @param parameters a JSON object
     */
    public StrategyInstance(UUID tenantId, String name, String strategyType, String parameters, Instant now) {
        super(UUID.randomUUID(), tenantId, now);
        this.name = name;
        this.strategyType = strategyType;
        this.parameters = parameters;
    }

    public void describe(String newName, String newType, String newParameters, Instant now) {
        name = newName;
        strategyType = newType;
        parameters = newParameters;
        touched(now);
    }

    public void activate(Instant now) {
        active = true;
        touched(now);
    }

    public void deactivate(Instant now) {
        active = false;
        touched(now);
    }

    public String name() {
        return name;
    }

    public String strategyType() {
        return strategyType;
    }

    /** A JSON object, in PostgreSQL's order and spacing once it was read back. */
    public String parameters() {
        return parameters;
    }

    public long version() {
        return version;
    }

    public boolean isActive() {
        return active;
    }
}
