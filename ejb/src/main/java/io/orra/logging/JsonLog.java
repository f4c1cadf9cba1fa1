package io.orra.logging;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.StreamHandler;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** While the application runs, Orra's own log lines go to {@code LOG_JSON_PATH} too, if that is set. */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class JsonLog {

    /** Held here: java.util.logging forgets handlers of a logger that nobody holds. */
    private static final Logger ORRA = Logger.getLogger("io.orra");

    @Inject
    @ConfigProperty(name = "LOG_JSON_PATH")
    private Optional<String> file;

    private Lines lines;

    @PostConstruct
    void open() {
        try {
            if (file.isPresent()) {
                lines = new Lines(file.get());
                ORRA.addHandler(lines);
            }
        } catch (IOException unusable) {
            ORRA.log(Level.WARNING, "LOG_JSON_PATH can not be written, so there are no JSON logs");
        }
    }

    @PreDestroy
    void close() {
        if (lines != null) {
            ORRA.removeHandler(lines);
            lines.close();
        }
    }

    private static final class Lines extends StreamHandler {

        Lines(String file) throws IOException {
            super(new FileOutputStream(file, true), new JsonLine());
            setEncoding("UTF-8");
            setLevel(Level.ALL);
        }

        /** At once: what a crash ends is what one wants to read. */
        @Override
        public synchronized void publish(LogRecord logged) {
            super.publish(logged);
            flush();
        }
    }
}
