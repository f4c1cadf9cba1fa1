package io.orra.launcher.backup;

import io.orra.launcher.Progress;
import io.orra.launcher.ServiceName;
import io.orra.launcher.Stack;
import io.orra.launcher.StackFailure;
import io.orra.launcher.StateFolder;
import io.orra.launcher.Steps;
import io.orra.launcher.artemis.ArtemisService;
import io.orra.launcher.artemis.RestoredQueues;
import io.orra.launcher.postgresql.PostgresqlService;
import io.orra.launcher.process.Unpacking;
import io.orra.launcher.settings.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Set;

/**
 * Puts a backup in the place of what is there. Everything is checked and copied first; then folders change places, and a
 * mark keeps a start from running on half of that. What was there is set aside, not removed. Redis begins empty: the
 * application puts back what belongs there.
 */
public final class Restore {
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS").withZone(ZoneOffset.UTC);

    private final Stack stack;
    private final boolean deliver;
    private final Progress progress;
    private final PostgresqlService database;
    private final ArtemisService broker;

    /**
     * @param deliver whether messages that stood in the queues and notifications that waited are delivered, which is right when nothing ran after the
     *     backup; else they are held among the dead letters, as they may have been delivered since
     * @throws StackFailure when a part is not ours
     */
    public Restore(Stack stack, boolean deliver, Progress progress) {
        this.stack = stack;
        this.deliver = deliver;
        this.progress = progress;
        Embedded.demand(stack, ServiceName.POSTGRESQL);
        Embedded.demand(stack, ServiceName.ARTEMIS);
        Embedded.demand(stack, ServiceName.REDIS);
        database = (PostgresqlService) stack.service(ServiceName.POSTGRESQL);
        broker = (ArtemisService) stack.service(ServiceName.ARTEMIS);
    }

    /**
     * @return where that is that was there before
     * @throws StackFailure when the backup is not whole, a key is missing, or the counts differ
     */
    public Path from(Path backup) {
        Manifest manifest = Manifest.read(backup);
        Steps.run(progress, "Check the backup", () -> {
            checkFiles(backup, manifest);
            checkKeys(manifest);
            return manifest.files().size() + " files, of " + manifest.madeAt();
        });
        Path aside = stack.state().path().resolve("before-restore-" + MOMENT.format(Instant.now()));
        stack.exclusively(() -> {
            // The simulators stand for the world outside, which a restore does not turn back.
            stack.down(progress, Set.of(ServiceName.SIMULATORS));
            Steps.run(progress, "Copy it", () -> copy(backup));
            Steps.run(progress, "Put it in place", () -> exchange(aside));
            Steps.run(progress, "Count", () -> count(manifest));
        });
        return aside;
    }

    private static void checkFiles(Path backup, Manifest manifest) {
        Map<String, String> found = Trees.digests(backup);
        found.remove(Manifest.NAME);
        if (!found.equals(manifest.files())) {
            throw new StackFailure(
                    "the backup is damaged: its files are not those that were written", "Take another one.");
        }
    }

    private void checkKeys(Manifest manifest) {
        Map<String, String> ours = KeyCheck.of(stack.settings().get(Secret.MASTER_ENCRYPTION_KEY));
        manifest.keys().forEach((id, check) -> {
            if (!check.equals(ours.get(id))) {
                throw new StackFailure(
                        "MASTER_ENCRYPTION_KEY does not hold the key " + id + " that sealed the backup",
                        "Add it behind the one that seals (" + stack.state().retiredKeys()
                                + " keeps retired ones); nothing was changed.");
            }
        });
    }

    private String copy(Path backup) {
        Unpacking.delete(fresh(database.data()));
        Trees.copy(backup.resolve(Backup.DATABASE), fresh(database.data()), path -> true);
        database.own(fresh(database.data()));
        Unpacking.delete(fresh(broker.data()));
        if (Files.isDirectory(backup.resolve(Backup.JOURNAL))) {
            Trees.copy(backup.resolve(Backup.JOURNAL), fresh(broker.data()), path -> true);
            try {
                if (!deliver) {
                    RestoredQueues.inFolder(fresh(broker.data())).askFor();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return "";
    }

    private String exchange(Path aside) {
        Path redis = stack.state().of(ServiceName.REDIS).resolve("appendonlydir");
        try {
            StateFolder.writePrivately(stack.state().restoreUnfinished(), "");
            Files.createDirectories(aside);
            exchange(database.data(), aside.resolve("postgresql-data"));
            exchange(broker.data(), aside.resolve("artemis-data"));
            exchange(redis, aside.resolve("redis-appendonlydir"));
            Files.delete(stack.state().restoreUnfinished());
            return "what was there: " + aside;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void exchange(Path place, Path aside) throws IOException {
        if (Files.exists(place)) {
            Files.move(place, aside);
        }
        if (Files.exists(fresh(place))) {
            Files.move(fresh(place), place);
        }
    }

    private static Path fresh(Path place) {
        return place.resolveSibling(place.getFileName() + ".restoring");
    }

    private String count(Manifest manifest) {
        database.start();
        try {
            Map<String, Long> rows = DatabaseCopy.rows(stack.settings());
            if (!manifest.live() && !rows.equals(manifest.rows())) {
                throw new StackFailure(
                        "the restored tables hold " + rows + " rows, the backup says " + manifest.rows(),
                        "What was there before is set aside in the state folder. Take another backup.");
            }
            if (!deliver) {
                DatabaseCopy.putOffNotifications(stack.settings());
            }
            return rows.toString();
        } catch (SQLException e) {
            throw DatabaseCopy.failure("the restored database can't be counted", e);
        }
    }
}
