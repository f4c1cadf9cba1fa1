package io.orra.benchmarks.api;

import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;

/**
 * What is measured.
 *
 * @param goal the part of the empty resource's rate that it should reach; 0 for the empty resource itself
 * @param body null for none
 */
record Route(String name, String method, String address, String body, double goal, boolean operator) {

    HttpRequest request(String token) {
        return HttpRequest.newBuilder(URI.create(address))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body))
                .build();
    }
}
