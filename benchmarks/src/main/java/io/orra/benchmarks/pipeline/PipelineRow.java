package io.orra.benchmarks.pipeline;

/**
 * What came of one rate.
 *
 * @param rate ticks a second that were due, over all tenants
 * @param missing ticks that later ones of their tenant came without
 * @param notSent ticks that the simulated broker let go because the other side read too slowly
 */
record PipelineRow(
        int tenants,
        double rate,
        long sent,
        long received,
        long missing,
        long notSent,
        Delays.Summary delays,
        ServerCost server,
        ServerCost redis) {

    boolean whole() {
        return received == sent && missing == 0 && notSent == 0;
    }

    double serverSecondsAMillion() {
        return server.cpuSeconds() / received * 1e6;
    }

    double bytesAMillion() {
        return server.allocated() / received * 1e6;
    }
}
