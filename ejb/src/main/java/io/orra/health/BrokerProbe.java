package io.orra.health;

import io.orra.settings.InstanceRoles;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Asks every 15 seconds whether the broker's API can be reached: any answer below 500 will do. No part of
 * {@link Dependency}: Orra serves without the broker, and only the operator's view tells of it.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class BrokerProbe {

    private static final Duration WAIT = Duration.ofSeconds(5);
    private static final int SERVER_ERROR = 500;

    @Inject
    private HttpClient http;

    @Inject
    private InstanceRoles roles;

    @Inject
    @ConfigProperty(name = "KITE_API_URL", defaultValue = "https://api.kite.trade")
    private URI api;

    private volatile boolean up = true;

    /** Whether the newest question was answered; true before the first. */
    public boolean up() {
        return up;
    }

    @Schedule(hour = "*", minute = "*", second = "*/15", persistent = false, info = "broker probe")
    void probe() {
        if (roles.api()) {
            http.sendAsync(HttpRequest.newBuilder(api).timeout(WAIT).build(), BodyHandlers.discarding())
                    .whenComplete((answer, failure) -> up = failure == null && answer.statusCode() < SERVER_ERROR);
        }
    }
}
