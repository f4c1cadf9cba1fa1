package io.orra.it;

import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** What stops and starts parts of the stack, most of it waiting. */
@Suite
@SelectPackages("io.orra.it")
@IncludeClassNamePatterns(FaultsSuite.CLASSES)
class FaultsSuite {

    static final String CLASSES =
            "io\\.orra\\.it\\.(authagent\\..*|faults\\.(?!Secrets).*|notification\\.Crash|operations\\.KeysAndBackups)IT";
}
