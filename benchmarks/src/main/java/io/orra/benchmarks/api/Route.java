package io.orra.benchmarks.api;

import io.orra.benchmarks.load.Call;
import java.util.Map;

/**
 * What is measured.
 *
 * @param goal the part of the empty resource's rate that it should reach; 0 for the empty resource itself
 * @param body null for none
 */
record Route(String name, String method, String address, String body, double goal, boolean operator) {

    Call call(String token) {
        return new Call(method, address, Map.of("Authorization", "Bearer " + token), body);
    }
}
