package io.orra.launcher.payara;

import io.orra.launcher.Home;
import io.orra.launcher.process.Tools;
import io.orra.launcher.process.Unpacking;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The unpacked server, shared by all domains.
 *
 * @param folder the one that holds glassfish/
 */
record PayaraInstallation(Path folder) {
    static PayaraInstallation unpacked(Home home, Path runtime) {
        Path folder =
                Unpacking.once(runtime.resolve("payara-server"), fresh -> Unpacking.zip(home.payaraArchive(), fresh));
        return new PayaraInstallation(folder.resolve("payara6"));
    }

    Path emptyDomain() {
        return folder.resolve("glassfish/domains/domain1");
    }

    /** Runs asadmin's own client in a JVM tuned for a short life. */
    Tools.Outcome asadmin(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                Tools.java(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-jar",
                folder.resolve("glassfish/lib/client/appserver-cli.jar").toString(),
                "--interactive=false",
                "--user",
                "admin"));
        command.addAll(arguments);
        return Tools.run(command, Map.of());
    }
}
