package io.orra.billing;

import io.orra.persistence.StoredTime;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.OptionalInt;

/** What a tier may do. */
@Entity
@Table(name = "subscription_tiers")
public class Tier {

    @Id
    @Column(name = "code", length = 50)
    private String code;

    @Column(name = "rank", nullable = false)
    private int rank;

    @Column(name = "basic_settings", nullable = false)
    private boolean basicSettings;

    @Column(name = "max_strategies")
    private Integer maxStrategies;

    @Column(name = "daily_trade_limit")
    private Integer dailyTradeLimit;

    @Column(name = "priority_execution", nullable = false)
    private boolean priorityExecution;

    @Column(name = "updated_at", nullable = false)
    private Instant updatedAt;

    protected Tier() {
        // for JPA
    }

    public Tier(SubscriptionTier tier, int rank) {
        this.code = tier.word();
        this.rank = rank;
    }

    /** @param maxStrategies with dailyTradeLimit: null for no limit */
    public void set(int newRank, Integer maxStrategies, Integer dailyTradeLimit, boolean priority, Instant now) {
        this.rank = newRank;
        this.basicSettings = false;
        this.maxStrategies = maxStrategies;
        this.dailyTradeLimit = dailyTradeLimit;
        this.priorityExecution = priority;
        this.updatedAt = StoredTime.of(now);
    }

    public SubscriptionTier tier() {
        return new SubscriptionTier(code);
    }

    public int rank() {
        return rank;
    }

    /** Whether the limits are the settings {@code BASIC_STRATEGY_LIMIT} and {@code BASIC_DAILY_TRADE_LIMIT}. */
    public boolean hasBasicSettings() {
        return basicSettings;
    }

    public OptionalInt maxStrategies() {
        return maxStrategies == null ? OptionalInt.empty() : OptionalInt.of(maxStrategies);
    }

    public OptionalInt dailyTradeLimit() {
        return dailyTradeLimit == null ? OptionalInt.empty() : OptionalInt.of(dailyTradeLimit);
    }

    public boolean hasPriorityExecution() {
        return priorityExecution;
    }

    /** Grows with each change. */
    public long version() {
        return StoredTime.version(updatedAt);
    }
}
