package io.orra.launcher.command;

import io.orra.launcher.Stack;
import io.orra.launcher.StackFailure;
import io.orra.launcher.audit.AuditChains;
import io.orra.launcher.settings.Secret;
import io.orra.launcher.settings.Setting;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "audit",
        description = "The audit trail.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true)
final class AuditCommand {
    @Spec
    private CommandSpec spec;

    @Command(
            name = "verify",
            description = "Computes all hash chains anew and compares; exit code 1 when one is broken.",
            mixinStandardHelpOptions = true)
    int verify(
            @Option(
                            names = "--expect",
                            description = "The fingerprint that an earlier run printed, when nothing was added since.")
                    String expected) {
        AuditChains.Finding finding = finding(OpenStack.here());
        PrintWriter out = spec.commandLine().getOut();
        out.printf("%d entries in %d chains%n", finding.entries(), finding.chains());
        out.println("fingerprint " + finding.fingerprint());
        finding.faults().forEach(fault -> out.println("BROKEN: " + fault));
        boolean asExpected = expected == null || expected.equals(finding.fingerprint());
        if (!asExpected) {
            out.println("BROKEN: the fingerprint is not the expected one");
        }
        boolean whole = finding.faults().isEmpty() && asExpected;
        out.println(whole ? "whole" : "not whole");
        return whole ? 0 : 1;
    }

    private static AuditChains.Finding finding(Stack stack) {
        try (Connection connection = DriverManager.getConnection(
                stack.settings().get(Setting.DATABASE_URL),
                stack.settings().get(Setting.DATABASE_AGENT_USER),
                stack.settings().get(Secret.DATABASE_AGENT_PASSWORD))) {
            return AuditChains.verify(connection);
        } catch (SQLException away) {
            throw new StackFailure(
                    "the audit trail can't be read (SQL state " + away.getSQLState() + ")",
                    "Is the database up, and Orra's schema there? ./orra status");
        }
    }
}
