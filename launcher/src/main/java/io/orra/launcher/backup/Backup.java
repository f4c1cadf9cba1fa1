package io.orra.launcher.backup;

import io.orra.launcher.Progress;
import io.orra.launcher.Service;
import io.orra.launcher.ServiceName;
import io.orra.launcher.Stack;
import io.orra.launcher.StackFailure;
import io.orra.launcher.Steps;
import io.orra.launcher.artemis.ArtemisService;
import io.orra.launcher.keys.SealedData;
import io.orra.launcher.postgresql.PostgresqlService;
import io.orra.launcher.process.Unpacking;
import io.orra.launcher.settings.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One backup. The databases are copied while all runs. Then server and broker stop for as long as the journal and the
 * database's log take to copy, so that databases and queues are of one moment, and start again.
 */
public final class Backup {
    static final String DATABASE = "postgresql";
    static final String JOURNAL = "artemis";

    private final Stack stack;
    private final boolean live;
    private final Progress progress;

    /** @param live whether nothing is stopped; the journal is left out then */
    public Backup(Stack stack, boolean live, Progress progress) {
        this.stack = stack;
        this.live = live;
        this.progress = progress;
    }

    /**
     * @param target the folder to make
     * @throws StackFailure when a part is not ours, or the target is there already
     */
    public void make(Path target) {
        stack.exclusively(() -> {
            Path fresh = target.resolveSibling(target.getFileName() + ".unfinished");
            refuse(target);
            Unpacking.delete(fresh);
            try {
                Files.createDirectories(fresh);
                copy(fresh);
                Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (SQLException e) {
                throw DatabaseCopy.failure("the database does not let itself be copied", e);
            }
        });
    }

    private void refuse(Path target) {
        if (Files.exists(target)) {
            throw new StackFailure(target + " is there already", "Name another folder with --to.");
        }
        Embedded.demand(stack, ServiceName.POSTGRESQL);
        if (!live) {
            Embedded.demand(stack, ServiceName.ARTEMIS);
        }
    }

    private void copy(Path folder) throws SQLException {
        PostgresqlService database = (PostgresqlService) stack.service(ServiceName.POSTGRESQL);
        boolean databaseRan = database.running();
        if (!databaseRan) {
            database.start();
        }
        Path data = database.data();
        Path copied = folder.resolve(DATABASE);
        try (DatabaseCopy copy = DatabaseCopy.open(stack.settings())) {
            copy.begin();
            Steps.run(progress, "Copy the databases", () -> {
                copy.copyFiles(data, copied);
                return "";
            });
            Map<String, Long> rows = new TreeMap<>();
            Map<String, String> keys = new TreeMap<>();
            stillness(() -> {
                journal(folder);
                rows.putAll(DatabaseCopy.rows(stack.settings()));
                keys.putAll(keysInUse(rows));
                copy.end(data, copied);
            });
            Steps.run(progress, "Sum it up", () -> {
                new Manifest(Instant.now(), live, rows, keys, Trees.digests(folder)).write(folder);
                return "";
            });
        } finally {
            if (!databaseRan) {
                database.stop();
            }
        }
    }

    /** What is to be done while nobody writes. */
    private interface Still {
        void run() throws SQLException;
    }

    private void stillness(Still work) throws SQLException {
        if (live) {
            work.run();
            return;
        }
        Service broker = stack.service(ServiceName.ARTEMIS);
        boolean serverRan = stack.servers().stream().anyMatch(Service::running);
        boolean brokerRan = broker.running();
        try {
            Steps.run(progress, "Stop server and broker", () -> {
                stack.servers().forEach(Service::stop);
                broker.stop();
                return "";
            });
            work.run();
        } finally {
            if (serverRan) {
                stack.up(progress);
            } else if (brokerRan) {
                broker.start();
            }
        }
    }

    private void journal(Path folder) {
        ArtemisService broker = live ? null : (ArtemisService) stack.service(ServiceName.ARTEMIS);
        if (broker != null && Files.isDirectory(broker.data())) {
            Steps.run(progress, "Copy the journal", () -> {
                Trees.copy(broker.data(), folder.resolve(JOURNAL), path -> !path.endsWith("server.lock"));
                return "";
            });
        }
    }

    private Map<String, String> keysInUse(Map<String, Long> rows) {
        if (!rows.containsKey("kite_credentials")) {
            return Map.of();
        }
        TreeSet<String> used =
                new TreeSet<>(new SealedData(stack.settings()).need().rows().keySet());
        Map<String, String> checks = KeyCheck.of(stack.settings().get(Secret.MASTER_ENCRYPTION_KEY));
        Map<String, String> keys = new TreeMap<>();
        used.forEach(id -> keys.put(id, checks.getOrDefault(id, "nobody has it")));
        return keys;
    }
}
