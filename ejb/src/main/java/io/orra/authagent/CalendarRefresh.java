package io.orra.authagent;

import io.orra.persistence.SchemaAtStart;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.EJB;
import jakarta.ejb.EJBException;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Follows what operators set at other instances. */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class CalendarRefresh {

    private static final Logger LOG = Logger.getLogger(CalendarRefresh.class.getName());

    @EJB
    private SchemaAtStart schema;

    @Inject
    private MarketDayBook days;

    @Schedule(
            hour = "*",
            minute = "*",
            second = "*/30",
            timezone = "Asia/Kolkata",
            persistent = false,
            info = "market calendar")
    void follow() {
        if (!schema.done()) {
            return;
        }
        try {
            days.read();
        } catch (EJBException away) {
            LOG.log(Level.WARNING, "the market calendar could not be read and stays as it was");
        }
    }
}
