package io.orra.launcher.payara;

import io.orra.launcher.Resources;
import io.orra.launcher.StackFailure;
import io.orra.launcher.StateFolder;
import io.orra.launcher.process.Tools;
import io.orra.launcher.settings.Setting;
import io.orra.launcher.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The command line that asadmin would start the server with, asked once and kept as long as the domain's JVM
 * options, the JDK and the server's folder stay: running it directly saves a JVM at every start.
 */
record ServerCommand(Path folder, PayaraInstallation installation, Path domain) {
    private static final Pattern JAVA_CONFIG = Pattern.compile("<java-config.*?</java-config>", Pattern.DOTALL);

    List<String> arguments(Settings settings) {
        List<String> arguments = new ArrayList<>(asadminsOwn());
        // Monitoring's bytecode agent: not used, and it costs time at every start.
        arguments.removeIf(argument -> argument.startsWith("-javaagent:"));
        int readStdin = arguments.indexOf("-read-stdin");
        if (readStdin >= 0) {
            arguments.set(readStdin + 1, "false");
        }
        arguments.addAll(arguments.indexOf("com.sun.enterprise.glassfish.bootstrap.ASMain"), options(settings));
        return arguments;
    }

    private static List<String> options(Settings settings) {
        Stream<String> always = Resources.text("/server-config/payara-server/jvm-options")
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"));
        Stream<String> chosen =
                Arrays.stream(settings.get(Setting.PAYARA_JVM_OPTIONS).strip().split("\\s+"));
        return Stream.concat(always, chosen).toList();
    }

    private List<String> asadminsOwn() {
        Path kept = folder.resolve("server.command");
        String basis = basis();
        try {
            if (Files.exists(kept)) {
                List<String> lines = Files.readAllLines(kept);
                if (lines.get(0).equals(basis)) {
                    return lines.subList(1, lines.size());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> asked = ask();
        StateFolder.writePrivately(kept, basis + "\n" + String.join("\n", asked) + "\n");
        return asked;
    }

    private String basis() {
        try {
            Matcher javaConfig = JAVA_CONFIG.matcher(Files.readString(domain.resolve("config/domain.xml")));
            String options = javaConfig.results().map(match -> match.group()).reduce("", String::concat);
            return Integer.toHexString(options.hashCode()) + " " + Tools.java() + " " + installation.folder();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> ask() {
        Tools.Outcome outcome = installation.asadmin(List.of(
                "start-domain",
                "--domaindir",
                domain.getParent().toString(),
                "--dry-run",
                domain.getFileName().toString()));
        List<String> arguments = outcome.output()
                .lines()
                .dropWhile(line -> !line.startsWith("/"))
                .takeWhile(line -> !line.isBlank())
                .toList();
        if (!outcome.succeeded() || arguments.isEmpty()) {
            throw new StackFailure(
                    "Payara Server does not tell its command line",
                    "Remove " + folder + " to make the domain anew, or look at: "
                            + outcome.output().strip());
        }
        return arguments;
    }
}
