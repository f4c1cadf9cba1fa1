package io.orra.launcher;

import java.time.Duration;

/** Hears what the stack does. Steps may overlap. */
public interface Progress {
    void begun(String step);

    void done(String step, Duration took, String remark);

    void failed(String step, Duration took);

    /** Hears nothing. */
    static Progress silent() {
        return new Progress() {
            @Override
            public void begun(String step) {}

            @Override
            public void done(String step, Duration took, String remark) {}

            @Override
            public void failed(String step, Duration took) {}
        };
    }
}
