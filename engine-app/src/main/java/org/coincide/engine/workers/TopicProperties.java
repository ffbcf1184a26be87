package org.coincide.engine.workers;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.coincide.processes.server.DelegateDeclaration;
import org.coincide.processes.server.ServerInterfaceReader;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The topics of external tasks.
 *
 * @param topics the topics that models may use, by name
 * @param maxLock longest time for which a worker may lock a task; afterwards another worker can fetch it
 */
@Validated
@ConfigurationProperties("coincide.external-tasks")
public record TopicProperties(
        @DefaultValue Map<@Pattern(regexp = TopicProperties.TOPIC) String, @Valid Topic> topics,

        @DefaultValue("1h") @DurationMin(seconds = 1) @DurationMax(hours = 24)
        Duration maxLock) {

    static final String TOPIC = "^[a-z][a-z0-9-]{0,63}$";

    private static final String SET = "[A-Za-z]\\w*(=(?!-?\\d{19,}(\\s|$))\\S+)?";

    private static final String OUTCOME = "^\\s*" + SET + "(\\s+" + SET + ")*\\s*$";

    private static final String VALID =
            "must be variables such as creditGood=true, or error=CODE, separated by spaces; a number has at most 18 digits";

    /**
     * A topic.
     *
     * @param outcomes all outcomes that a worker can report: for each the variables that it sets, such as {@code creditGood=true}, or the
     *     error that it throws, such as {@code error=CREDIT_REFUSED}. A variable without a value can have any
     */
    public record Topic(@DefaultValue List<@Pattern(regexp = OUTCOME, message = VALID) String> outcomes) {}

    /** The declarations of the topics, for the check of models. */
    public Map<String, DelegateDeclaration> declarations() {
        Map<String, DelegateDeclaration> declarations = new TreeMap<>();
        topics.forEach((name, topic) -> declarations.put(name, ServerInterfaceReader.topic(topic.outcomes())));
        return declarations;
    }
}
