package io.orra.authagent;

/** Seeds 250 to 499. */
class NeverLockedSecondHalfTest extends NeverLocked {

    NeverLockedSecondHalfTest() {
        super(1);
    }
}
