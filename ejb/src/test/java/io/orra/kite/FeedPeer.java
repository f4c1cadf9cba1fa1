package io.orra.kite;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;

/** A WebSocket peer on a bare socket, so that a test can break the wire wherever it likes. */
public final class FeedPeer implements AutoCloseable {
    private static final String ACCEPT_SUFFIX = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    /** Request lines of all handshakes, refused ones too. */
    public final List<String> handshakes = new CopyOnWriteArrayList<>();
    /** Clients that left before they had said what they want. */
    public final AtomicInteger broken = new AtomicInteger();
    /** 101 opens the socket; anything else refuses it with this status; 0 never answers. */
    public volatile int status = 101;

    private final BlockingQueue<Wire> opened = new LinkedBlockingQueue<>();
    private final List<Closeable> sockets = new CopyOnWriteArrayList<>();
    private final ServerSocket server;
    private final String scheme;

    public FeedPeer() {
        this("ws", ServerSocketFactory.getDefault());
    }

    /** Behind TLS. */
    public FeedPeer(SSLContext tls) {
        this("wss", tls.getServerSocketFactory());
    }

    private FeedPeer(String scheme, ServerSocketFactory sockets) {
        this.scheme = scheme;
        try {
            server = sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException portsUsedUp) {
            throw new UncheckedIOException(portsUsedUp);
        }
        Thread accepting = new Thread(this::accept, "feed-peer");
        accepting.setDaemon(true);
        accepting.start();
    }

    public URI address() {
        return address("127.0.0.1");
    }

    /** Under a name of this machine. */
    URI address(String host) {
        return URI.create(scheme + "://" + host + ":" + server.getLocalPort());
    }

    /** The next socket that a client opened. */
    public Wire next() throws InterruptedException {
        Wire wire = opened.poll(30, TimeUnit.SECONDS);
        if (wire == null) {
            throw new AssertionError("no client came");
        }
        return wire;
    }

    public boolean nobodyElseCame() {
        return opened.isEmpty();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                sockets.add(socket);
                handshake(socket);
            } catch (IOException closedOrBroken) {
                broken.incrementAndGet();
            }
        }
    }

    private void handshake(Socket socket) throws IOException {
        DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        String key = "";
        String first = line(in);
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            if (header.toLowerCase(java.util.Locale.ROOT).startsWith("sec-websocket-key:")) {
                key = header.substring(header.indexOf(':') + 1).strip();
            }
        }
        int answer = status;
        handshakes.add(first);
        if (answer == 101) {
            socket.getOutputStream()
                    .write(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                    + "Sec-WebSocket-Accept: " + accept(key) + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            Wire wire = new Wire(socket, in);
            wire.listen();
            opened.add(wire);
        } else if (answer != 0) {
            socket.getOutputStream()
                    .write(("HTTP/1.1 " + answer + " Refused\r\nContent-Length: 2\r\n\r\n{}")
                            .getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
        }
    }

    private static String line(DataInputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int sign = in.readUnsignedByte(); sign != '\n'; sign = in.readUnsignedByte()) {
            if (sign != '\r') {
                line.write(sign);
            }
        }
        return line.toString(StandardCharsets.US_ASCII);
    }

    private static String accept(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1")
                    .digest((key + ACCEPT_SUFFIX).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Closeable socket : sockets) {
            socket.close();
        }
    }

    /** One open socket, seen from the broker's side. */
    public static final class Wire {
        /** Texts that the client sent. */
        public final BlockingQueue<String> received = new LinkedBlockingQueue<>();

        private final Socket socket;
        private final DataInputStream in;
        private volatile boolean closeSeen;
        private final java.util.concurrent.CountDownLatch gone = new java.util.concurrent.CountDownLatch(1);

        private Wire(Socket socket, DataInputStream in) {
            this.socket = socket;
            this.in = in;
        }

        public String received() throws InterruptedException {
            String text = received.poll(30, TimeUnit.SECONDS);
            if (text == null) {
                throw new AssertionError("the client sent nothing");
            }
            return text;
        }

        public void binary(byte... frame) throws IOException {
            write(0x82, frame);
        }

        public void text(String text) throws IOException {
            write(0x81, text.getBytes(StandardCharsets.UTF_8));
        }

        /** A message in two fragments. */
        public void fragmented(byte[] frame, int first) throws IOException {
            write(0x02, java.util.Arrays.copyOf(frame, first));
            write(0x80, java.util.Arrays.copyOfRange(frame, first, frame.length));
        }

        /** Promises a frame of so many bytes, and sends none of them. */
        public void promise(long bytes) throws IOException {
            socket.getOutputStream()
                    .write(ByteBuffer.allocate(10)
                            .put((byte) 0x82)
                            .put((byte) 127)
                            .putLong(bytes)
                            .array());
            socket.getOutputStream().flush();
        }

        /** Promises a frame, sends part of it, and cuts the line. */
        public void breakOffInsideAFrame() throws IOException {
            socket.getOutputStream().write(new byte[] {(byte) 0x82, 100, 0, 1, 0});
            socket.getOutputStream().flush();
            socket.close();
        }

        public void close(int code) throws IOException {
            write(0x88, new byte[] {(byte) (code >> 8), (byte) code});
        }

        public void cut() throws IOException {
            socket.close();
        }

        /** Whether the client ended the socket, with a good-bye or without. */
        public boolean clientGone() throws InterruptedException {
            return gone.await(30, TimeUnit.SECONDS);
        }

        public boolean saidGoodBye() {
            return closeSeen;
        }

        private synchronized void write(int head, byte[] payload) throws IOException {
            ByteBuffer frame = ByteBuffer.allocate(payload.length + 10).put((byte) head);
            if (payload.length < 126) {
                frame.put((byte) payload.length);
            } else if (payload.length < 65_536) {
                frame.put((byte) 126).putShort((short) payload.length);
            } else {
                frame.put((byte) 127).putLong(payload.length);
            }
            frame.put(payload);
            socket.getOutputStream().write(frame.array(), 0, frame.position());
            socket.getOutputStream().flush();
        }

        private void listen() {
            Thread listening = new Thread(this::read, "feed-peer-wire");
            listening.setDaemon(true);
            listening.start();
        }

        private void read() {
            try {
                while (true) {
                    int opcode = in.readUnsignedByte() & 0x0F;
                    int length = in.readUnsignedByte() & 0x7F;
                    long size = length == 126 ? in.readUnsignedShort() : length == 127 ? in.readLong() : length;
                    byte[] mask = in.readNBytes(4);
                    byte[] payload = in.readNBytes((int) size);
                    for (int at = 0; at < payload.length; at++) {
                        payload[at] ^= mask[at % 4];
                    }
                    if (opcode == 1) {
                        received.add(new String(payload, StandardCharsets.UTF_8));
                    } else if (opcode == 8) {
                        closeSeen = true;
                    }
                }
            } catch (IOException ended) {
                gone.countDown();
            }
        }
    }
}
