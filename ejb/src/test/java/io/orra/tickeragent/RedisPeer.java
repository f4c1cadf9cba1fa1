package io.orra.tickeragent;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** As much of Redis as a publisher meets: it notes what is published, and can be deaf, slow or away. */
final class RedisPeer implements AutoCloseable {
    /** "channel payload" of every PUBLISH. */
    final List<String> published = new CopyOnWriteArrayList<>();

    /** "key field" of every hash, with what was set last. */
    final Map<String, String> hashes = new ConcurrentHashMap<>();

    /** Every command's name. */
    final List<String> commands = new CopyOnWriteArrayList<>();

    volatile boolean deaf;

    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final ServerSocket server;

    RedisPeer(int port) throws IOException {
        server = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        daemon(this::accept);
    }

    URI address() {
        return URI.create("redis://:planted@127.0.0.1:" + port() + "/0");
    }

    int port() {
        return server.getLocalPort();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                sockets.add(socket);
                daemon(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
            OutputStream out = socket.getOutputStream();
            while (true) {
                List<String> command = command(in);
                if (!deaf) {
                    out.write(answer(command).getBytes(StandardCharsets.US_ASCII));
                    out.flush();
                }
            }
        } catch (IOException gone) {
            return;
        }
    }

    private String answer(List<String> command) {
        commands.add(command.get(0));
        switch (command.get(0)) {
            case "HSET":
                hashes.put(command.get(1) + " " + command.get(2), command.get(3));
                return ":1\r\n";
            case "DEL":
                hashes.keySet().removeIf(key -> key.startsWith(command.get(1) + " "));
                return ":1\r\n";
            case "PING":
                return "+PONG\r\n";
            case "PUBLISH":
                published.add(command.get(1) + " " + command.get(2));
                return ":1\r\n";
            default:
                return "+OK\r\n";
        }
    }

    private static List<String> command(DataInputStream in) throws IOException {
        int count = number(in);
        List<String> parts = new ArrayList<>();
        for (int part = 0; part < count; part++) {
            byte[] bytes = in.readNBytes(number(in));
            in.skipBytes(2);
            parts.add(new String(bytes, StandardCharsets.UTF_8));
        }
        return parts;
    }

    private static int number(DataInputStream in) throws IOException {
        in.readByte();
        int value = 0;
        for (int sign = in.readUnsignedByte(); sign != '\r'; sign = in.readUnsignedByte()) {
            value = value * 10 + sign - '0';
        }
        in.readByte();
        return value;
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "redis-peer");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
