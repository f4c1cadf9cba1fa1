package io.orra.launcher.postgresql;

import io.orra.launcher.StackFailure;
import io.orra.launcher.process.Tools;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Who runs the PostgreSQL programs, which refuse to run as root: this user; or, for root, nobody: either root
 * inside a user namespace without a mapping, which owns root's files and is not called root, or nobody itself.
 */
enum ServerAccount {
    SELF(List.of()),
    UNMAPPED_NAMESPACE(List.of("unshare", "-U")),
    NOBODY(List.of("setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"));

    private final List<String> prefix;

    ServerAccount(List<String> prefix) {
        this.prefix = prefix;
    }

    static ServerAccount find() {
        if (!"root".equals(System.getProperty("user.name"))) {
            return SELF;
        }
        return Stream.of(UNMAPPED_NAMESPACE, NOBODY)
                .filter(ServerAccount::works)
                .findFirst()
                .orElseThrow(() -> new StackFailure(
                        "PostgreSQL does not run as root, and this machine lets root become nobody else",
                        "Run ./orra as an ordinary user, or set DATABASE_URL and MARKET_DATABASE_URL."));
    }

    private boolean works() {
        return Tools.path(prefix.get(0)).isPresent()
                && Tools.run(command(List.of("true")), Map.of()).succeeded();
    }

    List<String> command(List<String> program) {
        return Stream.concat(prefix.stream(), program.stream()).toList();
    }

    /** Gives a folder to the account where it is not the owner anyway. */
    void own(Path folder) {
        if (this == NOBODY) {
            Tools.run(List.of("chown", "-R", "65534:65534", folder.toString()), Map.of());
        }
    }
}
