package io.orra.it.containers;

import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** The integration tests that leave PostgreSQL and Redis running, on {@link ContainersSession}'s. */
@Suite
@SelectPackages({"io.orra.it.billing", "io.orra.it.contract", "io.orra.it.credentials", "io.orra.it.identity", "io.orra.it.marketdata"
})
@IncludeClassNamePatterns(".*IT")
class ContainersSuite {}
