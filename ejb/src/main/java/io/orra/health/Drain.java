package io.orra.health;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Whether this instance is about to end and wants no more requests, and how many it still answers. Whoever ends it makes
 * the file that {@code DRAIN_FILE} names, and waits.
 */
@ApplicationScoped
public class Drain {

    @Inject
    @ConfigProperty(name = "DRAIN_FILE")
    private Optional<String> file;

    private final AtomicInteger inFlight = new AtomicInteger();

    public boolean begun() {
        return file.map(name -> Files.exists(Path.of(name))).orElse(false);
    }

    public void requestBegins() {
        inFlight.incrementAndGet();
    }

    public void requestEnds() {
        inFlight.decrementAndGet();
    }

    /** Requests of the API that are being answered; live streams to browsers are none. */
    public int inFlight() {
        return inFlight.get();
    }
}
