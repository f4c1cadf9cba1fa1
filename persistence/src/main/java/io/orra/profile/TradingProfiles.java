package io.orra.profile;

import io.orra.audit.AuditEvent;
import io.orra.audit.AuditedChange;
import io.orra.persistence.StoredTime;
import io.orra.persistence.WantedVersion;
import io.orra.tenancy.TenantQuestion;
import io.orra.tenancy.TenantRows;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

/** Trading profiles, at most one for each user of a tenant. A change and what the trail tells of it are one statement. */
public class TradingProfiles {

    private static final String SHOWN = "max_daily_loss, max_orders, master_switch_enabled, version";
    private static final String ONE = " where tenant_id = ? and user_id = ?";

    private static final String UNLESS_ANOTHER = " and version = any (coalesce(?::bigint[], array[version]))";

    private static final String SET = "update trading_profiles set max_daily_loss = ?, max_orders = ?,"
            + " master_switch_enabled = ?, version = version + 1, updated_at = ?" + ONE + UNLESS_ANOTHER + " returning "
            + SHOWN;

    /** One that is made meanwhile is changed. */
    private static final String MAKE = """
            insert into trading_profiles as p (id, tenant_id, user_id, max_daily_loss, max_orders,
                                               master_switch_enabled, version, created_at, updated_at)
            values (gen_random_uuid(), ?, ?, ?, ?, ?, 0, ?, ?)
            on conflict (tenant_id, user_id) do update
            set max_daily_loss = excluded.max_daily_loss, max_orders = excluded.max_orders,
                master_switch_enabled = excluded.master_switch_enabled, version = p.version + 1,
                updated_at = excluded.updated_at
            returning\s""" + SHOWN;

    private static final String SWITCH = "update trading_profiles"
            + " set master_switch_enabled = ?, version = version + 1, updated_at = ?" + ONE + UNLESS_ANOTHER
            + " returning " + SHOWN;

    private static final TenantQuestion<TradingProfile> FIND =
            new TenantQuestion<>("select " + SHOWN + " from trading_profiles" + ONE, TradingProfiles::profile);

    private final TenantRows rows;
    private final AuditedChange<TradingProfile> set;
    private final AuditedChange<TradingProfile> make;
    private final AuditedChange<TradingProfile> turn;

    public TradingProfiles(TenantRows rows) {
        this.rows = rows;
        this.set = new AuditedChange<>(rows, SET, TradingProfiles::profile);
        this.make = new AuditedChange<>(rows, MAKE, TradingProfiles::profile);
        this.turn = new AuditedChange<>(rows, SWITCH, TradingProfiles::profile);
    }

    public Optional<TradingProfile> find(UUID tenantId, UUID userId) {
        return rows.first(FIND, tenantId, tenantId, userId);
    }

    /** Sets all of it, made now if it is new; empty, and nothing is changed, when another version is there. */
    public Optional<TradingProfile> store(
            UUID tenantId,
            UUID userId,
            BigDecimal maxDailyLoss,
            int maxOrders,
            boolean masterSwitch,
            WantedVersion wanted,
            Instant now,
            AuditEvent told) {
        Optional<TradingProfile> there = set.make(
                tenantId, told, maxDailyLoss, maxOrders, masterSwitch, time(now), tenantId, userId, wanted.array());
        if (there.isPresent() || wanted.mustExist()) {
            return there;
        }
        return make.make(tenantId, told, tenantId, userId, maxDailyLoss, maxOrders, masterSwitch, time(now), time(now));
    }

    /** Empty, and nothing is changed, when there is none, or another version. */
    public Optional<TradingProfile> switchTrading(
            UUID tenantId, UUID userId, boolean enabled, WantedVersion wanted, Instant now, AuditEvent told) {
        return turn.make(tenantId, told, enabled, time(now), tenantId, userId, wanted.array());
    }

    private static TradingProfile profile(ResultSet row) throws SQLException {
        return new TradingProfile(row.getBigDecimal(1), row.getInt(2), row.getBoolean(3), row.getLong(4));
    }

    private static OffsetDateTime time(Instant now) {
        return StoredTime.of(now).atOffset(ZoneOffset.UTC);
    }
}
