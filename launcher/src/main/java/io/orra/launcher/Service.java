package io.orra.launcher;

import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalLong;

/** One part of the stack. */
public interface Service {
    ServiceName name();

    /** The name for people; of several servers each has its number. */
    default String title() {
        return name().title();
    }

    /** Where it answers, without credentials. */
    String address();

    /** The ports it listens on, each by the setting that changes it; empty for a part that runs elsewhere. */
    Map<String, Integer> ports();

    /**
     * Starts it and waits until it answers; does nothing when it runs already.
     *
     * @throws StackFailure in plain words when it does not come up
     */
    void start();

    /** Ends it in order, or by force after a bounded time. Does nothing when it does not run. */
    void stop();

    /** Ends it as a crash would. */
    void kill();

    boolean running();

    /** The process it runs in; empty when it does not run, or elsewhere. */
    default OptionalLong pid() {
        return OptionalLong.empty();
    }

    boolean healthy();

    /** The file its output goes to. */
    Path log();

    /** Whether the stack runs it; otherwise it is somebody else's and only looked at. */
    default boolean embedded() {
        return true;
    }
}
