package org.cnxrunbooks.app;

import java.util.List;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows everything that is wrong in the configuration as a numbered list instead of a stack trace. */
final class InvalidSettingsAnalyzer extends AbstractFailureAnalyzer<InvalidSettings> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, InvalidSettings cause) {
        List<Violation> violations = cause.violations();
        StringBuilder text = new StringBuilder("The configuration has %d mistake%s, nothing was started:%n"
                .formatted(violations.size(), violations.size() == 1 ? "" : "s"));
        int number = 0;
        for (Violation violation : violations) {
            text.append("%n%4d. %s%n      HINT: %s".formatted(++number, violation.message(), violation.hint()));
        }
        return new FailureAnalysis(text.toString(), "Correct these keys and start again.", cause);
    }
}
