package org.coincide.processes.checks.contract;

import java.util.Map;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperties;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperty;

/** One status that an event says: "payment FAILED (PAYMENT_DECLINED)". */
public record Status(String lifecycle, String value, String reason) {

    /** Properties of this prefix belong to the contract, all others to whoever put them there. */
    public static final String PREFIX = "trading.";

    public static final String REASON = PREFIX + "reason";

    /** What the contract's schemas take for the code of a reason. */
    public static final String REASON_CODE = "[A-Z][A-Z0-9_]{0,63}";

    /** Within which time a status is promised to be left again. */
    public static final String DUE = PREFIX + "due";

    /** The statuses that this element says, in the order in which they stand there. */
    public static Stream<Status> saidBy(BaseElement element) {
        var reason = properties(element)
                .filter(property -> REASON.equals(property.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
        return properties(element)
                .filter(property -> !REASON.equals(property.getKey()) && !DUE.equals(property.getKey()))
                .map(property -> new Status(property.getKey().substring(PREFIX.length()), property.getValue(), reason));
    }

    /**
     * The properties of this element that belong to the contract, whether it knows them or not. One without a value is a
     * field of an element template that was left empty.
     */
    public static Stream<Map.Entry<String, String>> properties(BaseElement element) {
        if (element.getExtensionElements() == null) {
            return Stream.empty();
        }
        return element.getExtensionElements().getChildElementsByType(CamundaProperties.class).stream()
                .flatMap(properties -> properties.getCamundaProperties().stream())
                .filter(property -> property.getCamundaName().startsWith(PREFIX))
                .filter(property -> property.getCamundaValue() != null
                        && !property.getCamundaValue().isBlank())
                .map(Status::entry);
    }

    private static Map.Entry<String, String> entry(CamundaProperty property) {
        return Map.entry(property.getCamundaName(), property.getCamundaValue());
    }

    @Override
    public String toString() {
        return lifecycle + " " + value + (reason == null ? "" : " (" + reason + ")");
    }
}
