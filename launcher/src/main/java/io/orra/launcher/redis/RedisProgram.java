package io.orra.launcher.redis;

import io.orra.launcher.StackFailure;
import io.orra.launcher.process.Tools;
import io.orra.launcher.process.Unpacking;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which redis-server to run: the machine's own when it is 7 or newer, else the one that comes as a jar. */
final class RedisProgram {
    private static final int OLDEST = 7;
    private static final Pattern VERSION = Pattern.compile("v=(\\d+)\\.");

    private RedisProgram() {}

    static Path find(Path runtime) {
        return Tools.path("redis-server").filter(RedisProgram::recent).orElseGet(() -> unpacked(runtime));
    }

    private static boolean recent(Path program) {
        Tools.Outcome outcome = Tools.run(List.of(program.toString(), "--version"), Map.of());
        return outcome.succeeded()
                && majorVersion(outcome.output()).filter(v -> v >= OLDEST).isPresent();
    }

    /** From a line like {@code Redis server v=7.0.15 sha=00000000:0 malloc=jemalloc-5.3.0 bits=64}. */
    static Optional<Integer> majorVersion(String output) {
        Matcher matcher = VERSION.matcher(output);
        return matcher.find() ? Optional.of(Integer.valueOf(matcher.group(1))) : Optional.empty();
    }

    private static Path unpacked(Path runtime) {
        return Unpacking.once(runtime.resolve("redis-7"), RedisProgram::unpack).resolve("redis-server");
    }

    private static void unpack(Path folder) {
        String archive = "/redis-server-7.0.15-linux-" + (isArm() ? "arm64" : "amd64");
        try (InputStream program = RedisProgram.class.getResourceAsStream(archive)) {
            if (program == null) {
                throw new StackFailure(
                        "there is no embedded Redis for this machine", "Install redis-server 7, or set REDIS_URL.");
            }
            Path target = folder.resolve("redis-server");
            Files.copy(program, target);
            Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isArm() {
        return System.getProperty("os.arch").equals("aarch64");
    }
}
