package org.coincide.engine.settings;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows the settings that refuse the start, without a stack trace. */
final class InvalidSettingsFailureAnalyzer extends AbstractFailureAnalyzer<InvalidSettingsException> {

    @Override
    protected FailureAnalysis analyze(Throwable failure, InvalidSettingsException invalid) {
        return new FailureAnalysis(
                invalid.getMessage(),
                "Correct each setting as its remedy says, then start again. Nothing was started or changed."
                        + " docs/settings.md lists all settings with their ranges.",
                invalid);
    }
}
