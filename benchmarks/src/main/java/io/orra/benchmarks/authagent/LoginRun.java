package io.orra.benchmarks.authagent;

/**
 * What one run gave.
 *
 * @param mode http or browser
 * @param atATime logins at the same time; 1 is strictly one after another
 * @param seconds from the first request to the last session
 * @param failures attempts that gave none
 * @param peakMiB most memory of server, browsers and drivers together, shared pages counted once
 */
record LoginRun(String mode, int atATime, int tenants, double seconds, long failures, long peakMiB) {

    double perMinute() {
        return tenants * 60 / seconds;
    }

    double secondsForOne() {
        return seconds / tenants;
    }
}
