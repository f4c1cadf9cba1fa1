package io.orra.tickeragent;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A line to the broker that can go half open: both ends keep their sockets, and nothing passes any more. */
final class BreakableLine implements AutoCloseable {
    private final ServerSocket server;
    private final URI target;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    /** Lines that were there when the cable was pulled stay dead; those that come later live. */
    private volatile long deadBefore;

    private long opened;

    BreakableLine(URI target) throws IOException {
        this.target = target;
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        daemon(this::accept);
    }

    URI address() {
        return URI.create(target.getScheme() + "://127.0.0.1:" + server.getLocalPort());
    }

    synchronized void pullTheCable() {
        deadBefore = opened;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket near = server.accept();
                Socket far = new Socket(target.getHost(), target.getPort());
                sockets.addAll(List.of(near, far));
                long line = number();
                daemon(() -> carry(near, far, line));
                daemon(() -> carry(far, near, line));
            } catch (IOException closedOrBroken) {
                continue;
            }
        }
    }

    private synchronized long number() {
        return opened++;
    }

    private void carry(Socket from, Socket to, long line) {
        byte[] bytes = new byte[1 << 16];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                if (line < deadBefore) {
                    return;
                }
                out.write(bytes, 0, read);
            }
        } catch (IOException reset) {
            // Passed on as an end; the other side's socket sees its line break.
        } finally {
            if (line >= deadBefore) {
                closeQuietly(to);
            }
        }
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException alreadyGone) {
            return;
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "breakable-line");
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
