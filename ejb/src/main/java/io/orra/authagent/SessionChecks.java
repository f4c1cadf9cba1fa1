package io.orra.authagent;

import io.orra.persistence.SchemaAtStart;
import io.orra.settings.InstanceRoles;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.EJB;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.inject.Inject;
import java.time.Clock;

/**
 * Asks the broker of every session whether it lives: at 08:40 of a trading day, in time to log in anew before the market
 * opens, and once after a start, because a session may have died while nobody looked.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class SessionChecks {

    private static final int AT_A_TIME = 8;

    @Inject
    private InstanceRoles roles;

    @EJB
    private SchemaAtStart schema;

    @Inject
    private PrimarySessions sessions;

    @Inject
    private SessionCheck check;

    @Inject
    private MarketCalendar calendar;

    @Inject
    private Clock clock;

    @Resource
    private ManagedThreadFactory threads;

    private SessionSweep sweep;

    @PostConstruct
    void prepare() {
        LoginQueue queue = new LoginQueue(work -> threads.newThread(work).start(), AT_A_TIME);
        sweep = new SessionSweep(
                calendar,
                clock,
                () -> roles.auth() && schema.done(),
                sessions::all,
                session -> queue.offer(Login.of(session), () -> check.check(session)));
    }

    @Schedule(
            hour = "8",
            minute = "40",
            timezone = "Asia/Kolkata",
            persistent = false,
            info = "auth agent: do the sessions live")
    void beforeTheMarketOpens() {
        sweep.beforeTheMarketOpens();
    }

    @Schedule(
            hour = "*",
            minute = "*",
            second = "*/10",
            timezone = "Asia/Kolkata",
            persistent = false,
            info = "auth agent: do the sessions live, after a start")
    void afterTheStart() {
        sweep.afterTheStart();
    }
}
