package io.orra.launcher.command;

import io.orra.launcher.Stack;
import io.orra.launcher.keys.KeyRotation;
import io.orra.launcher.keys.SealedData;
import io.orra.launcher.settings.MasterKey;
import io.orra.launcher.settings.Secret;
import java.io.PrintWriter;
import java.util.List;
import java.util.TreeSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "keys",
        description = "The master keys.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true)
final class KeysCommand {
    @Spec
    private CommandSpec spec;

    @Command(
            name = "status",
            description = "Which keys there are, and how many rows need each; exit code 1 when one is missing.",
            mixinStandardHelpOptions = true)
    int status() {
        Stack stack = OpenStack.here();
        List<String> keys = List.copyOf(MasterKey.byId(stack.settings().get(Secret.MASTER_ENCRYPTION_KEY))
                .keySet());
        SealedData.Need need = new SealedData(stack.settings()).need();
        PrintWriter out = spec.commandLine().getOut();
        for (int i = 0; i < keys.size(); i++) {
            out.printf("%-16s %8d rows  %s%n", keys.get(i), rows(need, keys.get(i)), i == 0 ? "seals" : "opens");
        }
        TreeSet<String> missing = new TreeSet<>(need.rows().keySet());
        keys.forEach(missing::remove);
        missing.forEach(key -> out.printf("%-16s %8d rows  MISSING%n", key, rows(need, key)));
        return missing.isEmpty() ? 0 : 1;
    }

    @Command(
            name = "rotate",
            description = {
                "A new key seals, what is sealed is put under it, and the old key retires once no row needs it.",
                "Can be ended at any time and run again. Restarts the server once."
            },
            mixinStandardHelpOptions = true)
    int rotate() {
        PrintWriter out = spec.commandLine().getOut();
        String sealing = new KeyRotation(OpenStack::here, new ConsoleProgress(out), line -> {
                    out.println(line);
                    out.flush();
                })
                .run();
        out.println("All is under the key " + sealing + " now.");
        return 0;
    }

    private static long rows(SealedData.Need need, String key) {
        return need.rows().getOrDefault(key, 0L);
    }
}
