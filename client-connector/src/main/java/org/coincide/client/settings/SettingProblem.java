package org.coincide.client.settings;

import java.util.regex.Pattern;

/**
 * A setting that refuses the start.
 *
 * @param setting its name
 * @param value its value, as configured
 * @param origin its source: file and line, argument, or environment variable
 * @param reason the fault
 * @param remedy a value or a name that is accepted
 */
record SettingProblem(String setting, String value, String origin, String reason, String remedy) {

    private static final Pattern SECRET = Pattern.compile("(secret|password|key)$", Pattern.CASE_INSENSITIVE);

    /** Hides the value if the name, or the name that was probably meant, is that of a secret. */
    SettingProblem hidingSecret(String meant) {
        boolean isSecret =
                SECRET.matcher(setting).find() || SECRET.matcher(meant).find();
        return isSecret && !value.isBlank() ? new SettingProblem(setting, "hidden", origin, reason, remedy) : this;
    }

    @Override
    public String toString() {
        return """
                    Setting: %s
                    Value: "%s"
                    Origin: %s
                    Reason: %s
                    Remedy: %s
                """
                .formatted(setting, value, origin, reason, remedy);
    }
}
