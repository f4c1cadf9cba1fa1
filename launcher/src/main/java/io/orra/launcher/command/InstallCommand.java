package io.orra.launcher.command;

import io.orra.launcher.Home;
import io.orra.launcher.StackFailure;
import io.orra.launcher.payara.JdbcDriver;
import io.orra.launcher.settings.DotEnv;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "install",
        description = {
            "Installs Orra on a Payara Server 6 that is there already, with settings, pools, listeners and the EAR.",
            "Can be run again: it changes what differs."
        },
        mixinStandardHelpOptions = true)
final class InstallCommand implements Callable<Integer> {

    @Option(
            names = "--payara",
            required = true,
            description = "The server's folder, the one that holds glassfish/.",
            defaultValue = "${env:PAYARA_HOME}")
    private Path payara;

    @Option(names = "--domain", required = true, description = "The domain; made when there is none.")
    private String domain;

    @Option(names = "--domaindir", description = "Where the domain's folder stands. Default: the server's own place.")
    private Path domains;

    @Option(names = "--settings", description = "Lines NAME=value as in .env.example. Default: .env.")
    private Path settings;

    @Option(names = "--no-secure-admin", description = "Leaves administration without TLS.")
    private boolean withoutSecureAdmin;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Home home = Home.find();
        Map<String, String> own = new HashMap<>(DotEnv.read(home.dotEnv()));
        own.putAll(System.getenv());
        List<String> command = new ArrayList<>(List.of(
                home.path().resolve("server-config/payara-server/install.sh").toString(),
                "--payara",
                payara.toAbsolutePath().toString(),
                "--domain",
                domain,
                "--settings",
                Optional.ofNullable(settings)
                        .orElseGet(home::dotEnv)
                        .toAbsolutePath()
                        .toString()));
        if (domains != null) {
            command.addAll(List.of("--domaindir", domains.toAbsolutePath().toString()));
        }
        if (withoutSecureAdmin) {
            command.add("--no-secure-admin");
        }
        ProcessBuilder script = new ProcessBuilder(command).inheritIO();
        script.environment().put("ORRA_EAR", home.ear(own).toString());
        script.environment().put("JDBC_DRIVER", JdbcDriver.archive().toString());
        if (script.start().waitFor() != 0) {
            throw new StackFailure(
                    "the installation did not come to its end", "Mend what the lines above say and run it again.");
        }
        return 0;
    }
}
