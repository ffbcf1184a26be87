package org.coincide.processes.lifecycle;

import java.util.Map;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperties;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperty;

/** A status that an event declares, such as "payment FAILED (PAYMENT_DECLINED)". */
public record DeclaredStatus(String lifecycle, String value, String reason) {

    /** Prefix of the extension properties that belong to the contract. */
    public static final String PREFIX = "trading.";

    public static final String REASON = PREFIX + "reason";

    /** Pattern of reason codes, as in the contract's schemas. */
    public static final String REASON_CODE = "[A-Z][A-Z0-9_]{0,63}";

    /** Name of the property with the time limit of a status. */
    public static final String DUE = PREFIX + "due";

    /** The statuses that an element declares, in document order. */
    public static Stream<DeclaredStatus> of(BaseElement element) {
        var reason = properties(element)
                .filter(property -> REASON.equals(property.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
        return properties(element)
                .filter(property -> !REASON.equals(property.getKey()) && !DUE.equals(property.getKey()))
                .map(property ->
                        new DeclaredStatus(property.getKey().substring(PREFIX.length()), property.getValue(), reason));
    }

    /**
     * The properties of an element with the contract's prefix, known or not. A property without a value is ignored: an empty field of an
     * element template.
     */
    public static Stream<Map.Entry<String, String>> properties(BaseElement element) {
        if (element.getExtensionElements() == null) {
            return Stream.empty();
        }
        return element.getExtensionElements().getChildElementsByType(CamundaProperties.class).stream()
                .flatMap(properties -> properties.getCamundaProperties().stream())
                .filter(property -> property.getCamundaName() != null
                        && property.getCamundaName().startsWith(PREFIX))
                .filter(property -> property.getCamundaValue() != null
                        && !property.getCamundaValue().isBlank())
                .map(DeclaredStatus::entry);
    }

    private static Map.Entry<String, String> entry(CamundaProperty property) {
        return Map.entry(
                property.getCamundaName(), property.getCamundaValue() == null ? "" : property.getCamundaValue());
    }

    @Override
    public String toString() {
        return lifecycle + " " + value + (reason == null ? "" : " (" + reason + ")");
    }
}
