package io.orra.launcher.payara;

import io.orra.launcher.Resources;
import io.orra.launcher.StackFailure;
import io.orra.launcher.StateFolder;
import io.orra.launcher.process.Tools;
import io.orra.launcher.process.Unpacking;
import io.orra.launcher.settings.Secret;
import io.orra.launcher.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The domain named orra. It is a copy of the empty domain that the server ships; its first start runs
 * preboot.asadmin and pools.asadmin before anything listens, and a later one runs them again when one has changed.
 */
final class PayaraDomain {
    private static final String NAME = "orra";
    private static final List<String> PREBOOT =
            List.of("/server-config/payara-server/preboot.asadmin", "/server-config/payara-server/pools.asadmin");
    private static final Pattern DEPLOYED =
            Pattern.compile("<application-ref [^>]*ref=\"" + Deployment.APPLICATION + "\"");
    private static final String UNLOADED =
            "\nset servers.server.server.application-ref." + Deployment.APPLICATION + ".enabled=false\n";

    private final Path folder;
    private final PayaraInstallation installation;
    private final Settings settings;

    /**
     * @param folder where the domain's folder stands or will stand, beside what the launcher knows of it
     */
    PayaraDomain(Path folder, PayaraInstallation installation, Settings settings) {
        this.folder = folder;
        this.installation = installation;
        this.settings = settings;
    }

    Path path() {
        return folder.resolve("domains").resolve(NAME);
    }

    /** Makes the domain when there is none, and gives the administrator the password that is set now. */
    void create() {
        // The password is set before the domain is in its place, so that an interrupted start leaves none behind
        // whose password nobody knows.
        Unpacking.once(path(), fresh -> {
            Unpacking.copyTree(installation.emptyDomain(), fresh);
            rewrite(fresh.resolve("config/domain.xml"), "localhost-domain1", "localhost-" + NAME);
            setPassword(fresh, "AS_ADMIN_PASSWORD=\n");
        });
        JdbcDriver.copyTo(path().resolve("lib"));
        String known = read(administratorsFile());
        if (!known.equals(passwordLine("AS_ADMIN_PASSWORD"))) {
            setPassword(path(), known);
        }
    }

    private void setPassword(Path domain, String before) {
        Path change = folder.resolve("admin.password.change");
        StateFolder.writePrivately(change, before + passwordLine("AS_ADMIN_NEWPASSWORD"));
        Tools.Outcome outcome = installation.asadmin(List.of(
                "--passwordfile",
                change.toString(),
                "change-admin-password",
                "--domaindir",
                domain.getParent().toString(),
                "--domain_name",
                domain.getFileName().toString()));
        delete(change);
        if (!outcome.succeeded()) {
            throw new StackFailure(
                    "the administrator's password of the domain cannot be set",
                    "Set PAYARA_ADMIN_PASSWORD to the one it has, or remove " + folder + " to make the domain anew.");
        }
        StateFolder.writePrivately(administratorsFile(), passwordLine("AS_ADMIN_PASSWORD"));
    }

    /** Arguments of asadmin that log the administrator in. */
    List<String> administrator() {
        return List.of("--passwordfile", administratorsFile().toString());
    }

    private Path administratorsFile() {
        return folder.resolve("admin.password");
    }

    /**
     * The server's own command line. The file of boot commands comes last, when there are any to run.
     *
     * @param replacing another archive is to be deployed: the one that is there is not loaded any more, since a load
     *     under way would read, and clear when it fails, the folder that the new one is unpacked into
     */
    List<String> serverCommand(boolean replacing) {
        List<String> command = new ServerCommand(folder, installation, path()).arguments(settings);
        String set = read(folder.resolve("preboot.done")).equals(commands()) ? "" : commands();
        String boot = replacing && deployed() ? set + UNLOADED : set;
        if (!boot.isEmpty()) {
            Path file = folder.resolve("preboot.asadmin");
            StateFolder.writePrivately(file, boot);
            command = new ArrayList<>(command);
            command.addAll(List.of("-prebootcommandfile", file.toString()));
        }
        return command;
    }

    private boolean deployed() {
        return DEPLOYED.matcher(read(path().resolve("config/domain.xml"))).find();
    }

    /** Remembers that the boot commands have been run. */
    void booted() {
        StateFolder.writePrivately(folder.resolve("preboot.done"), commands());
    }

    private static String commands() {
        return PREBOOT.stream().map(Resources::text).collect(Collectors.joining("\n"));
    }

    private String passwordLine(String name) {
        return name + "=" + settings.get(Secret.PAYARA_ADMIN_PASSWORD) + "\n";
    }

    private static String read(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void rewrite(Path file, String from, String to) {
        String text = read(file);
        if (text.contains(from)) {
            StateFolder.writePrivately(file, text.replace(from, to));
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
