package io.orra.it.notification;

import io.orra.it.frame.Orra;
import io.orra.launcher.settings.Secret;
import io.orra.launcher.settings.Setting;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A producer that has no JMS: STOMP 1.2 by hand, as docs/notifications.md shows it. */
record StompProducer(Orra orra) {

    /** Sends one text and waits for the broker's receipt. */
    void send(String queue, String tenant, String id, String text) {
        URI broker = URI.create(orra.settled().get(Setting.ARTEMIS_URL));
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), broker.getPort())) {
            socket.setSoTimeout(20_000);
            frame(
                    socket.getOutputStream(),
                    "CONNECT\naccept-version:1.2\nhost:orra\nlogin:"
                            + orra.settled().get(Setting.ARTEMIS_USER) + "\npasscode:"
                            + orra.settled().get(Secret.ARTEMIS_PASSWORD) + "\n\n");
            expect(socket.getInputStream(), "CONNECTED");
            frame(
                    socket.getOutputStream(),
                    "SEND\ndestination:" + queue
                            + "\ndestination-type:ANYCAST\npersistent:true\ncontent-type:application/json\n"
                            + "JMSXGroupID:" + tenant + "\n_AMQ_DUPL_ID:" + id + "\nreceipt:1\n\n" + text);
            expect(socket.getInputStream(), "RECEIPT");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void frame(OutputStream out, String frame) throws IOException {
        out.write((frame + "\0").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static void expect(InputStream in, String command) throws IOException {
        StringBuilder answer = new StringBuilder();
        for (int next = in.read(); next > 0 || (next == 0 && answer.isEmpty()); next = in.read()) {
            answer.append((char) next);
        }
        if (!answer.toString().strip().startsWith(command)) {
            throw new AssertionError("the broker answered " + answer);
        }
    }
}
