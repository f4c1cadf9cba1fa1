package io.orra.launcher.backup;

import io.orra.launcher.ServiceName;
import io.orra.launcher.Stack;
import io.orra.launcher.StackFailure;

/** What stands under the state folder; only that is copied here. */
final class Embedded {
    private Embedded() {}

    static void demand(Stack stack, ServiceName part) {
        if (!stack.service(part).embedded()) {
            throw new StackFailure(
                    part.title() + " is not run by ./orra",
                    "Use its own backups; docs/runbook.md says what has to be of one moment.");
        }
    }
}
