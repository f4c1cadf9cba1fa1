package io.orra.launcher.command;

import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "token",
        description = "Prints a session token of the simulated Clerk.",
        mixinStandardHelpOptions = true)
final class TokenCommand implements Callable<Integer> {
    @Option(names = "--org", required = true, description = "The organisation's id, for example org_demo.")
    private String organisation;

    @Option(names = "--sub", required = true, description = "The user's id, for example user_demo.")
    private String subject;

    @Option(names = "--role", defaultValue = "member", description = "admin or member. Default: ${DEFAULT-VALUE}.")
    private String role;

    @Option(names = "--ttl", defaultValue = "12h", description = "How long it is valid, for example 30s, 5m, 12h.")
    private String validity;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        long seconds = Duration.parse("PT" + validity.toUpperCase(java.util.Locale.ROOT))
                .toSeconds();
        spec.commandLine().getOut().println(OpenStack.here().simulators().token(organisation, subject, role, seconds));
        return 0;
    }
}
