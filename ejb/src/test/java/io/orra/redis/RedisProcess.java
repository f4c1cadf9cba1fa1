package io.orra.redis;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;

/** A real Redis that keeps nothing on disk, and that can be killed and started again at the same port. */
public final class RedisProcess implements AutoCloseable {
    private final Path program;
    private final int port;
    private Process process;

    /** @param folder for the program's file */
    public RedisProcess(Path folder) throws IOException {
        program = unpacked(folder);
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        start();
    }

    private static Path unpacked(Path folder) throws IOException {
        String arch = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
        Path target = folder.resolve("redis-server");
        try (InputStream program = RedisProcess.class.getResourceAsStream("/redis-server-7.0.15-linux-" + arch)) {
            Files.copy(program, target);
        }
        return Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwx------"));
    }

    public URI address() {
        return URI.create("redis://127.0.0.1:" + port + "/0");
    }

    /** Returns when it answers. */
    public void start() throws IOException {
        process = new ProcessBuilder(List.of(
                        program.toString(),
                        "--port",
                        Integer.toString(port),
                        "--bind",
                        "127.0.0.1",
                        "--save",
                        "",
                        "--appendonly",
                        "no",
                        "--dir",
                        program.getParent().toString()))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        await().atMost(30, TimeUnit.SECONDS).until(this::answers);
    }

    private boolean answers() {
        try (Jedis connection = new Jedis(address())) {
            return connection.ping().equals("PONG");
        } catch (JedisException notYet) {
            return false;
        }
    }

    /** As kill -9 does. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}
