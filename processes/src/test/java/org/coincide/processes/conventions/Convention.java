package org.coincide.processes.conventions;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BaseElement;

/** One convention, and how to find what a model does against it: "payment.bpmn: Task_VoidPayment: must be asyncBefore". */
public record Convention(String text, BiFunction<String, BpmnModelInstance, Stream<String>> findings) {

    /** All conventions, in the order in which an editor meets them. */
    public static Stream<Convention> all() {
        return Stream.of(
                        NamingConventions.ALL,
                        ExecutionConventions.ALL,
                        FlowConventions.ALL,
                        StatusConventions.ALL,
                        DiagramConventions.ALL)
                .flatMap(List::stream);
    }

    public Stream<String> findings(String file, BpmnModelInstance model) {
        return findings.apply(file, model).map(finding -> file + ": " + finding);
    }

    @Override
    public String toString() {
        return text;
    }

    /** A convention on each element of a kind. */
    static <T extends BaseElement> Convention each(String text, Class<T> kind, Function<T, Stream<String>> faults) {
        return new Convention(text, (file, model) -> model.getModelElementsByType(kind).stream()
                .flatMap(element -> faults.apply(element).map(fault -> element.getId() + ": " + fault)));
    }

    /** The fault, unless the convention is kept. */
    static Stream<String> unless(boolean kept, String fault) {
        return kept ? Stream.empty() : Stream.of(fault);
    }
}
