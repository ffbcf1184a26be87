package org.coincide.client.settings;

import java.util.List;
import java.util.stream.Collectors;

/** Signals settings that refuse the start. */
public final class InvalidSettingsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InvalidSettingsException(List<SettingProblem> problems) {
        super(problems.stream()
                .map(SettingProblem::toString)
                .collect(Collectors.joining(
                        "\n",
                        problems.size() == 1
                                ? "A setting is not valid:\n\n"
                                : problems.size() + " settings are not valid:\n\n",
                        "")));
    }
}
