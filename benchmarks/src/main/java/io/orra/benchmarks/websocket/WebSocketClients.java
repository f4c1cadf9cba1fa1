package io.orra.benchmarks.websocket;

import io.orra.benchmarks.Machine;
import io.orra.benchmarks.Report;
import io.orra.launcher.Home;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The same feed through four WebSocket clients: one socket as fast as it goes, then 200 sockets at rest, then lines that
 * break inside a frame.
 *
 * <p>{@code WebSocketClients [messages] [breaks]}; writes docs/benchmarks/websocket-clients.md.
 */
public final class WebSocketClients {
    private static final int PACKETS = 300;
    private static final int MESSAGE = 2 + PACKETS * 186;
    private static final int SOCKETS = 200;
    private static final long TOLD_WITHIN_MILLIS = 2_000;
    private static final int WARM_UP = 5_000;

    private static final com.sun.management.ThreadMXBean THREADS =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

    private interface Maker {
        FeedClient make() throws Exception;
    }

    private record Speed(double ticks, double cpuMillis, double bytes) {}

    private WebSocketClients() {}

    public static void main(String[] arguments) throws Exception {
        int messages = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 40_000;
        int breaks = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 100;
        Machine machine = Machine.here();
        Report report = new Report(
                        "WebSocket clients for the broker's feed",
                        machine,
                        messages + " messages of " + PACKETS + " full packets on one socket; then " + SOCKETS
                                + " sockets at rest; then " + breaks + " lines cut inside a frame, told within "
                                + TOLD_WITHIN_MILLIS + " ms. Sender in the same process, its thread not counted.",
                        "java -cp 'benchmarks/target/classes:benchmarks/target/lib/*' "
                                + WebSocketClients.class.getName())
                .head(
                        "client",
                        "ticks/s",
                        "CPU ms a million ticks",
                        "bytes allocated a tick",
                        "threads for " + SOCKETS + " sockets",
                        "breaks told");
        Map<String, Maker> clients = new TreeMap<>(Map.of(
                "JDK 17", JdkClient::new,
                "Jetty 12.1", JettyClient::new,
                "Netty 4.2", NettyClient::new,
                "Tyrus 2.1 (Grizzly)", TyrusClient::new));
        for (Map.Entry<String, Maker> client : clients.entrySet()) {
            Speed speed = speed(client.getValue(), messages);
            report.row(
                    client.getKey(),
                    String.format(Locale.ROOT, "%,.0f", speed.ticks()),
                    String.format(Locale.ROOT, "%,.0f", speed.cpuMillis()),
                    String.format(Locale.ROOT, "%,.0f", speed.bytes()),
                    Integer.toString(threads(client.getValue())),
                    told(client.getValue(), breaks) + " of " + breaks);
        }
        report.write(Home.find().path(), "websocket-clients.md");
        // Some of the clients keep threads that are no daemons.
        System.exit(0);
    }

    private static Speed speed(Maker maker, int messages) throws Exception {
        try (FeedServer server = new FeedServer();
                FeedClient client = maker.make()) {
            receive(server, client, WARM_UP, 1);
            Set<Long> before = Set.copyOf(server.threads());
            long cpu = cpu(before);
            long bytes = allocated(before);
            long start = System.nanoTime();
            receive(server, client, messages, 2);
            double seconds = (System.nanoTime() - start) / 1e9;
            double ticks = (double) messages * PACKETS;
            return new Speed(
                    ticks / seconds,
                    (cpu(server.threads()) - cpu) / 1e6 / ticks * 1e6,
                    (allocated(server.threads()) - bytes) / ticks);
        }
    }

    private static void receive(FeedServer server, FeedClient client, int messages, int sockets) throws Exception {
        CountDownLatch all = new CountDownLatch(messages);
        AtomicLong bytes = new AtomicLong();
        AtomicInteger open = new AtomicInteger();
        client.open(server.address(), new FeedClient.Listener() {
            @Override
            public void message(byte[] message) {
                bytes.addAndGet(message.length);
                all.countDown();
            }

            @Override
            public void ended() {
                open.decrementAndGet();
            }
        });
        server.awaitSockets(sockets);
        server.send(new byte[MESSAGE], messages);
        if (!all.await(2, TimeUnit.MINUTES) || bytes.get() != (long) messages * MESSAGE) {
            throw new IllegalStateException("not everything arrived: " + all.getCount() + " messages are missing");
        }
    }

    private static int threads(Maker maker) throws Exception {
        int before = restingThreads();
        try (FeedServer server = new FeedServer();
                FeedClient client = maker.make()) {
            for (int socket = 0; socket < SOCKETS; socket++) {
                client.open(server.address(), new FeedClient.Listener() {
                    @Override
                    public void message(byte[] message) {
                        // nothing is sent here
                    }

                    @Override
                    public void ended() {
                        // they end with the measurement
                    }
                });
            }
            return THREADS.getThreadCount() - before - 1;
        }
    }

    /** The count once the threads of the client before have ended. */
    private static int restingThreads() throws InterruptedException {
        int count = -1;
        while (count != THREADS.getThreadCount()) {
            count = THREADS.getThreadCount();
            TimeUnit.SECONDS.sleep(1);
        }
        return count;
    }

    private static int told(Maker maker, int breaks) throws Exception {
        int told = 0;
        for (int round = 0; round < breaks; round++) {
            try (FeedServer server = new FeedServer();
                    FeedClient client = maker.make()) {
                CountDownLatch ended = new CountDownLatch(1);
                client.open(server.address(), new FeedClient.Listener() {
                    @Override
                    public void message(byte[] message) {
                        // the frame never becomes whole
                    }

                    @Override
                    public void ended() {
                        ended.countDown();
                    }
                });
                server.breakInsideAFrame(new byte[MESSAGE]);
                told += ended.await(TOLD_WITHIN_MILLIS, TimeUnit.MILLISECONDS) ? 1 : 0;
            }
        }
        return told;
    }

    /** Nanoseconds of all threads but the server's; a thread that ended meanwhile is not in it. */
    private static long cpu(Set<Long> server) {
        long sum = 0;
        for (long id : THREADS.getAllThreadIds()) {
            sum += server.contains(id) ? 0 : Math.max(0, THREADS.getThreadCpuTime(id));
        }
        return sum;
    }

    private static long allocated(Set<Long> server) {
        long sum = 0;
        for (long id : THREADS.getAllThreadIds()) {
            sum += server.contains(id) ? 0 : Math.max(0, THREADS.getThreadAllocatedBytes(id));
        }
        return sum;
    }
}
