package io.orra.authagent;

/** Seeds 0 to 249. */
class NeverLockedFirstHalfTest extends NeverLocked {

    NeverLockedFirstHalfTest() {
        super(0);
    }
}
