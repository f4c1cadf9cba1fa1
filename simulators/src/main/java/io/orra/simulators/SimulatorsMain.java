package io.orra.simulators;

import io.vertx.core.json.JsonObject;

/**
 * The simulators as a process. When all listen it prints one line on stdout: {@code simulators ready} and the ports as
 * JSON. A wrong argument ends it with 2, a taken port with 1, each with one line on stderr.
 */
public final class SimulatorsMain {
    private SimulatorsMain() {}

    public static void main(String[] arguments) {
        // Vert.x's own resolver keeps a UDP socket open on all addresses; the JVM's opens none.
        System.setProperty("vertx.disableDnsResolver", "true");
        try {
            Simulators simulators = Simulators.start(SimulatorPorts.read(arguments, System.getenv()));
            Runtime.getRuntime().addShutdownHook(new Thread(simulators::close));
            System.out.println("simulators ready " + json(simulators.ports()).encode());
        } catch (IllegalArgumentException e) {
            fail(2, e);
        } catch (IllegalStateException e) {
            fail(1, e);
        }
    }

    private static JsonObject json(SimulatorPorts ports) {
        return new JsonObject()
                .put("control", ports.control())
                .put("kite_rest", ports.kiteRest())
                .put("kite_web", ports.kiteWeb())
                .put("kite_ticker", ports.kiteTicker())
                .put("clerk", ports.clerk())
                .put("stripe", ports.stripe())
                .put("n8n", ports.n8n());
    }

    private static void fail(int status, Exception e) {
        System.err.println("simulators: " + e.getMessage());
        System.exit(status);
    }
}
