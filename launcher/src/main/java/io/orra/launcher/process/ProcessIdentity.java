package io.orra.launcher.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Who a process is. The kernel gives a pid again to a stranger; a pid together with the process's
 * start and the boot it belongs to is never given again.
 *
 * @param pid the process id
 * @param start boot id and start in clock ticks since that boot, so that a changed clock changes nothing
 */
public record ProcessIdentity(long pid, String start) {
    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");
    private static final int STATE = 0;
    private static final int THREADS = 17;
    private static final int START_TICKS = 19;

    /** The process that has this pid now, if there is one and it has not ended. */
    public static Optional<ProcessIdentity> of(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            // The name is in parentheses and may hold anything, so count from its end.
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            if (ended(fields)) {
                return Optional.empty();
            }
            String boot = Files.readString(BOOT_ID).strip();
            return Optional.of(new ProcessIdentity(pid, boot + ":" + fields[START_TICKS]));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    /** A zombie whose other threads are still on their way out holds its ports and files, so it has not ended. */
    private static boolean ended(String[] fields) {
        boolean zombie = fields[STATE].equals("Z") && Integer.parseInt(fields[THREADS]) <= 1;
        return zombie || fields[STATE].equals("X");
    }

    /** Whether this very process still runs. */
    public boolean alive() {
        return of(pid).filter(this::equals).isPresent();
    }
}
