package io.orra.it;

import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** What stops and starts parts of the stack, most of it waiting; beside {@link FeaturesSuite}, on a stack of its own. */
@Suite
@SelectPackages({"io.orra.it.faults", "io.orra.it.operations"})
@IncludeClassNamePatterns(".*IT")
class FaultsSuite {}
