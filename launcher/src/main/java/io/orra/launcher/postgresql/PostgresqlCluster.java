package io.orra.launcher.postgresql;

import io.orra.launcher.Resources;
import io.orra.launcher.StackFailure;
import io.orra.launcher.StateFolder;
import io.orra.launcher.process.Tools;
import io.orra.launcher.process.Unpacking;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;

/** The data folder: made once by initdb, whole or not at all. */
record PostgresqlCluster(Path data, PostgresqlBinaries binaries, ServerAccount account) {
    void initialise(String superuserPassword) {
        Unpacking.once(data, fresh -> initdb(fresh, superuserPassword));
        refreshConfiguration();
    }

    List<String> server(int port) {
        return account.command(List.of(
                binaries.program("postgres"),
                "-D",
                data.toString(),
                "-p",
                Integer.toString(port),
                "-c",
                "unix_socket_directories="));
    }

    private void initdb(Path fresh, String superuserPassword) {
        Path password = data.resolveSibling("superuser.password");
        StateFolder.writePrivately(password, superuserPassword + "\n");
        account.own(password);
        account.own(fresh);
        List<String> command = List.of(
                binaries.program("initdb"),
                "-D",
                fresh.toString(),
                "-U",
                "postgres",
                "-E",
                "UTF8",
                "--locale=C",
                "--auth=scram-sha-256",
                "--pwfile=" + password);
        Tools.Outcome outcome = Tools.run(account.command(command), Map.of("LC_ALL", "C"));
        try {
            Files.delete(password);
            if (!outcome.succeeded()) {
                throw new StackFailure(
                        "PostgreSQL's data folder cannot be made: " + lastLine(outcome.output()),
                        "Is the disk full, or " + data.getParent() + " not reachable for another user than root?");
            }
            Files.writeString(fresh.resolve("postgresql.conf"), "\ninclude = 'orra.conf'\n", StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void refreshConfiguration() {
        try {
            Files.writeString(data.resolve("orra.conf"), Resources.text("/server-config/postgresql/orra.conf"));
            account.own(data.resolve("orra.conf"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String lastLine(String output) {
        List<String> lines = output.lines().filter(line -> !line.isBlank()).toList();
        return lines.isEmpty() ? "no output" : lines.get(lines.size() - 1);
    }
}
