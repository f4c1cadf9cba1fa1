package io.orra.launcher.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A small JVM with a main class of this project, on the class path that runs this. */
public record Jvm(String mainClass, List<String> options) {
    private static final List<String> QUICK_START =
            List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto", "-Djava.net.preferIPv4Stack=true");

    /**
     * @param folder the working folder; the project's own jars are copied there, so that a build that replaces
     *     them does not pull them from under the running JVM
     */
    public Launch launch(Map<String, String> environment, Path folder) {
        List<String> command = new ArrayList<>();
        command.add(Tools.java());
        command.addAll(QUICK_START);
        command.addAll(options);
        command.add("-cp");
        command.add(classPath(folder.resolve("lib")));
        command.add(mainClass);
        return new Launch(command, environment, folder);
    }

    private static String classPath(Path copies) {
        return Pattern.compile(java.io.File.pathSeparator)
                .splitAsStream(System.getProperty("java.class.path"))
                .filter(entry -> !entry.isBlank())
                .map(Path::of)
                .map(entry -> Files.isRegularFile(entry) && rebuilt(entry) ? copied(entry, copies) : entry)
                .map(entry -> entry.toAbsolutePath().toString())
                .collect(Collectors.joining(java.io.File.pathSeparator));
    }

    private static boolean rebuilt(Path jar) {
        return jar.getFileName().toString().startsWith("orra-");
    }

    private static Path copied(Path jar, Path copies) {
        try {
            Files.createDirectories(copies);
            return Files.copy(jar, copies.resolve(jar.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
