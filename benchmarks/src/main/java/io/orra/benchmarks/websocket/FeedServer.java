package io.orra.benchmarks.websocket;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The broker's side on bare sockets, so that its own cost is known and it can break wherever it likes. */
final class FeedServer implements AutoCloseable {
    private static final String ACCEPT_SUFFIX = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int BREAK_AFTER = 100;

    private final ServerSocket server;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final Set<Long> threads = ConcurrentHashMap.newKeySet();

    FeedServer() throws IOException {
        server = new ServerSocket(0, 600, InetAddress.getLoopbackAddress());
        Thread accepting = new Thread(this::accept, "feed-server");
        accepting.setDaemon(true);
        threads.add(accepting.getId());
        accepting.start();
    }

    URI address() {
        return URI.create("ws://127.0.0.1:" + server.getLocalPort() + "/");
    }

    /** Ids of the threads whose cost is the server's. */
    Set<Long> threads() {
        return threads;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                handshake(socket);
                sockets.add(socket);
            } catch (IOException | ReflectiveOperationException closedOrBroken) {
                continue;
            }
        }
    }

    private static void handshake(Socket socket) throws IOException, ReflectiveOperationException {
        DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        String key = "";
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            if (line.toLowerCase(java.util.Locale.ROOT).startsWith("sec-websocket-key:")) {
                key = line.substring(line.indexOf(':') + 1).strip();
            }
        }
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1")
                    .digest((key + ACCEPT_SUFFIX).getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream()
                    .write(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                    + "Sec-WebSocket-Accept: "
                                    + Base64.getEncoder().encodeToString(digest)
                                    + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
        } catch (java.security.NoSuchAlgorithmException everyJdkHasIt) {
            throw new IOException(everyJdkHasIt);
        }
    }

    private static String line(DataInputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int sign = in.readUnsignedByte(); sign != '\n'; sign = in.readUnsignedByte()) {
            if (sign != '\r') {
                line.append((char) sign);
            }
        }
        return line.toString();
    }

    /** Sends the payload so many times on the newest socket, as fast as it is taken, from a thread of its own. */
    void send(byte[] payload, int times) throws InterruptedException {
        Socket socket = newest();
        Thread sending = new Thread(
                () -> {
                    try {
                        OutputStream out = socket.getOutputStream();
                        byte[] frame = frame(payload);
                        for (int count = 0; count < times; count++) {
                            out.write(frame);
                        }
                    } catch (IOException gone) {
                        return;
                    }
                },
                "feed-server-sender");
        threads.add(sending.getId());
        sending.start();
    }

    /** Promises a frame on the newest socket, sends a part, and cuts the line. */
    void breakInsideAFrame(byte[] payload) throws IOException, InterruptedException {
        Socket socket = newest();
        socket.getOutputStream().write(frame(payload), 0, BREAK_AFTER);
        socket.close();
    }

    void awaitSockets(int count) throws InterruptedException {
        while (sockets.size() < count) {
            Thread.onSpinWait();
        }
    }

    private Socket newest() throws InterruptedException {
        awaitSockets(1);
        return sockets.get(sockets.size() - 1);
    }

    private static byte[] frame(byte[] payload) {
        ByteBuffer frame = ByteBuffer.allocate(payload.length + 10).put((byte) 0x82);
        if (payload.length < 65_536) {
            frame.put((byte) 126).putShort((short) payload.length);
        } else {
            frame.put((byte) 127).putLong(payload.length);
        }
        frame.put(payload).flip();
        byte[] bytes = new byte[frame.remaining()];
        frame.get(bytes);
        return bytes;
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
