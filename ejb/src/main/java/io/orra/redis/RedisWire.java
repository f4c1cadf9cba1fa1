package io.orra.redis;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import redis.clients.jedis.util.JedisURIHelper;

/**
 * A connection for commands in bulk whose answers are one line each. The client library makes several objects for each
 * command; at tens of thousands a second that costs more than the commands.
 */
public final class RedisWire implements Closeable {
    private static final int STANDARD_PORT = 6379;

    private final Socket socket;
    private final InputStream in;
    private final byte[] answers = new byte[1 << 14];
    private int at;
    private int end;
    private volatile long writingSince;

    /**
     * Connects and logs in.
     *
     * @param redis {@code redis[s]://[[user]:password@]host[:port][/db]}
     * @param limit for connecting and for each answer
     */
    public RedisWire(URI redis, Duration limit) throws IOException {
        socket = connected(redis, (int) limit.toMillis());
        try {
            in = socket.getInputStream();
            login(redis);
        } catch (IOException refused) {
            socket.close();
            throw refused;
        }
    }

    private static Socket connected(URI redis, int limit) throws IOException {
        Socket plain = new Socket();
        try {
            int port = redis.getPort() == -1 ? STANDARD_PORT : redis.getPort();
            plain.connect(new InetSocketAddress(redis.getHost(), port), limit);
            plain.setSoTimeout(limit);
            plain.setTcpNoDelay(true);
            plain.setKeepAlive(true);
            if (!JedisURIHelper.isRedisSSLScheme(redis)) {
                return plain;
            }
            SSLSocketFactory tls = (SSLSocketFactory) SSLSocketFactory.getDefault();
            SSLSocket secured = (SSLSocket) tls.createSocket(plain, redis.getHost(), port, true);
            SSLParameters checked = secured.getSSLParameters();
            checked.setEndpointIdentificationAlgorithm("HTTPS");
            secured.setSSLParameters(checked);
            secured.startHandshake();
            return secured;
        } catch (IOException failed) {
            plain.close();
            throw failed;
        }
    }

    private void login(URI redis) throws IOException {
        RespBuffer hello = new RespBuffer();
        int commands = 2;
        String password = JedisURIHelper.getPassword(redis);
        if (password != null) {
            String user = JedisURIHelper.getUser(redis);
            hello.command(3)
                    .part("AUTH")
                    .part(user == null || user.isEmpty() ? "default" : user)
                    .part(password);
            commands++;
        }
        hello.command(2).part("SELECT").part(Integer.toString(JedisURIHelper.getDBIndex(redis)));
        hello.command(3).part("CLIENT").part("SETNAME").part("orra-ticker");
        send(hello);
        readAnswers(commands);
    }

    /** Sends what the buffer holds and empties it. */
    public void send(RespBuffer commands) throws IOException {
        writingSince = System.nanoTime();
        try {
            socket.getOutputStream().write(commands.array(), 0, commands.size());
        } finally {
            writingSince = 0;
        }
        commands.clear();
    }

    /** Waits for so many answers. Throws when one is an error, without its text. */
    public void readAnswers(int count) throws IOException {
        for (int answer = 0; answer < count; answer++) {
            byte kind = next();
            for (byte sign = kind; sign != '\n'; sign = next()) {
                continue;
            }
            if (kind != '+' && kind != ':') {
                throw new IOException("Redis refused a command");
            }
        }
    }

    private byte next() throws IOException {
        if (at == end) {
            at = 0;
            end = in.read(answers);
            if (end < 0) {
                end = 0;
                throw new EOFException("Redis closed the connection");
            }
        }
        return answers[at++];
    }

    /** Nanoseconds that the present sending takes already; 0 while nothing is being sent. A sender cannot time out itself. */
    public long sendingNanos() {
        long since = writingSince;
        return since == 0 ? 0 : System.nanoTime() - since;
    }

    /** From any thread; a sender that waits fails. */
    @Override
    public void close() throws IOException {
        socket.close();
    }
}
