package io.orra.benchmarks.start;

import java.util.Map;

/**
 * One ./orra up.
 *
 * @param seconds from the command to its end, with the launcher's own JVM
 * @param healthyAfter what the command says itself
 * @param steps seconds of each step; steps overlap
 * @param restingMiB resident memory of Payara Server some time later
 * @param cpuSeconds what Payara Server had used of the processor when the command ended
 * @param health by path, milliseconds of the longest of fifty calls, some time later
 */
record Start(
        double seconds,
        double healthyAfter,
        Map<String, Double> steps,
        long restingMiB,
        double cpuSeconds,
        Map<String, Double> health) {}
