package io.orra.it;

import org.junit.platform.suite.api.ExcludeClassNamePatterns;
import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/**
 * All that {@link FaultsSuite} and {@link OperationsSuite} leave, and at its end the search for secrets in what this stack
 * wrote. The one that needs a real n8n is asked for by name.
 */
@Suite
@SelectPackages("io.orra.it")
@IncludeClassNamePatterns(".*IT")
@ExcludeClassNamePatterns({FaultsSuite.CLASSES, OperationsSuite.CLASSES, ".*\\.N8nIT"})
class FeaturesSuite {}
