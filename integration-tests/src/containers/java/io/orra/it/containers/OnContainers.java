package io.orra.it.containers;

import org.junit.platform.suite.api.AfterSuite;
import org.junit.platform.suite.api.BeforeSuite;
import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** The integration tests that leave PostgreSQL and Redis running, on {@link Containers}. */
@Suite
@SelectPackages({
    "io.orra.it.billing",
    "io.orra.it.contract",
    "io.orra.it.credentials",
    "io.orra.it.identity",
    "io.orra.it.marketdata"
})
@IncludeClassNamePatterns(".*(IT|Case)")
class OnContainers {

    private static final Containers CONTAINERS = new Containers();

    @BeforeSuite
    static void start() {
        CONTAINERS.start();
    }

    @AfterSuite
    static void stop() {
        CONTAINERS.stop();
    }
}
