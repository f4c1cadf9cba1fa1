package io.orra.profile;

import io.orra.persistence.StoredTime;
import io.orra.tenancy.TenantRows;
import jakarta.persistence.EntityManager;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Session;

/** Trading profiles, at most one for each user of a tenant. A change is one statement, whether there was one or not. */
public class TradingProfiles {

    private static final String SHOWN = "max_daily_loss, max_orders, master_switch_enabled, version";
    private static final String ONE = " where tenant_id = ? and user_id = ?";

    private final EntityManager em;

    public TradingProfiles(EntityManager em) {
        this.em = em;
    }

    public static Optional<TradingProfile> find(TenantRows rows, UUID tenantId, UUID userId) {
        return rows.first(
                tenantId,
                "select " + SHOWN + " from trading_profiles" + ONE,
                TradingProfiles::profile,
                tenantId,
                userId);
    }

    /** The version that is there, which nobody else changes before this transaction ends. */
    public Optional<Long> lock(UUID tenantId, UUID userId) {
        return asked(
                "select version from trading_profiles" + ONE + " for update", row -> row.getLong(1), tenantId, userId);
    }

    /** Sets all of it, made now if it is new. */
    public TradingProfile store(
            UUID tenantId, UUID userId, BigDecimal maxDailyLoss, int maxOrders, boolean masterSwitch, Instant now) {
        return asked(
                        """
                        insert into trading_profiles as p (id, tenant_id, user_id, max_daily_loss, max_orders,
                                                           master_switch_enabled, version, created_at, updated_at)
                        values (gen_random_uuid(), ?, ?, ?, ?, ?, 0, ?, ?)
                        on conflict (tenant_id, user_id) do update
                        set max_daily_loss = excluded.max_daily_loss, max_orders = excluded.max_orders,
                            master_switch_enabled = excluded.master_switch_enabled, version = p.version + 1,
                            updated_at = excluded.updated_at
                        returning\s""" + SHOWN,
                        TradingProfiles::profile,
                        tenantId,
                        userId,
                        maxDailyLoss,
                        maxOrders,
                        masterSwitch,
                        time(now),
                        time(now))
                .orElseThrow();
    }

    /** Empty when there is none. */
    public Optional<TradingProfile> switchTrading(UUID tenantId, UUID userId, boolean enabled, Instant now) {
        return asked(
                "update trading_profiles set master_switch_enabled = ?, version = version + 1, updated_at = ?" + ONE
                        + " returning " + SHOWN,
                TradingProfiles::profile,
                enabled,
                time(now),
                tenantId,
                userId);
    }

    private <T> Optional<T> asked(String sql, TenantRows.Reader<T> reader, Object... parameters) {
        return em.unwrap(Session.class).doReturningWork(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                for (int i = 0; i < parameters.length; i++) {
                    statement.setObject(i + 1, parameters[i]);
                }
                try (ResultSet answer = statement.executeQuery()) {
                    return answer.next() ? Optional.of(reader.read(answer)) : Optional.empty();
                }
            }
        });
    }

    private static TradingProfile profile(ResultSet row) throws SQLException {
        return new TradingProfile(row.getBigDecimal(1), row.getInt(2), row.getBoolean(3), row.getLong(4));
    }

    private static OffsetDateTime time(Instant now) {
        return StoredTime.of(now).atOffset(ZoneOffset.UTC);
    }
}
