package io.orra.launcher.demo;

/** One thing that Orra is asked to do, and the check that it did. */
interface DemoStep {
    /** What is done, in a few words. */
    String title();

    /**
     * Does it.
     *
     * @return what came back, in a few words and without a secret
     * @throws Mismatch when that is not what is right
     */
    String run();
}
