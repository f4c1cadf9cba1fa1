package io.orra.livestream;

import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Lets go of viewers that read no more. */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class LiveUpkeep {

    private static final Logger LOG = Logger.getLogger(LiveUpkeep.class.getName());

    @Inject
    private LiveStreams streams;

    @Schedule(hour = "*", minute = "*", second = "*/2", persistent = false, info = "live streams")
    void round() {
        int cut = streams.cutStuck();
        if (cut > 0) {
            LOG.log(Level.INFO, "{0} live streams were cut: nobody read them", cut);
        }
    }
}
