package io.orra.it;

import org.junit.platform.suite.api.ExcludeClassNamePatterns;
import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** What an operator does with Orra, most of it with servers of its own. */
@Suite
@SelectPackages("io.orra.it")
@IncludeClassNamePatterns(OperationsSuite.CLASSES)
@ExcludeClassNamePatterns(FaultsSuite.CLASSES)
class OperationsSuite {

    static final String CLASSES = "io\\.orra\\.it\\.operations\\..*IT";
}
