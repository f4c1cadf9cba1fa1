package io.orra.profile;

import io.orra.persistence.TenantOwned;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;

/** How much a tenant's user may lose and order in a day, and whether strategies may trade at all. */
@Entity
@Table(name = "trading_profiles")
public class TradingProfile extends TenantOwned {

    @Column(name = "user_id", nullable = false, updatable = false)
    private UUID userId;

    @Column(name = "max_daily_loss", nullable = false, precision = 14, scale = 2)
    private BigDecimal maxDailyLoss;

    @Column(name = "max_orders", nullable = false)
    private int maxOrders;

    @Column(name = "master_switch_enabled", nullable = false)
    private boolean masterSwitchEnabled;

    @Version
    @Column(name = "version", nullable = false)
    private long version;

    protected TradingProfile() {
        // for JPA
    }

    /**
     * @param maxDailyLoss in rupees, above 0 and below 10^12, two decimals
     * @param maxOrders for each day, 1 to 500
     */
    public TradingProfile(
            UUID tenantId,
            UUID userId,
            BigDecimal maxDailyLoss,
            int maxOrders,
            boolean masterSwitchEnabled,
            Instant now) {
        super(UUID.randomUUID(), tenantId, now);
        this.userId = userId;
        this.maxDailyLoss = maxDailyLoss;
        this.maxOrders = maxOrders;
        this.masterSwitchEnabled = masterSwitchEnabled;
    }

    public void limit(BigDecimal dailyLoss, int orders, Instant now) {
        maxDailyLoss = dailyLoss;
        maxOrders = orders;
        touched(now);
    }

    public void switchTrading(boolean enabled, Instant now) {
        masterSwitchEnabled = enabled;
        touched(now);
    }

    /** Grows with each change. */
    public long version() {
        return version;
    }

    public UUID userId() {
        return userId;
    }

    public BigDecimal maxDailyLoss() {
        return maxDailyLoss;
    }

    public int maxOrders() {
        return maxOrders;
    }

    public boolean isMasterSwitchEnabled() {
        return masterSwitchEnabled;
    }
}
