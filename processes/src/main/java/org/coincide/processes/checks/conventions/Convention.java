package org.coincide.processes.checks.conventions;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.coincide.processes.checks.Finding;
import org.coincide.processes.checks.ModelSet;

/** One convention, and how to find what a model does against it: "payment.bpmn: Task_VoidRemainder: must be asyncBefore". */
public final class Convention {

    private final String text;
    private final Function<Model, Stream<Fault>> faults;
    private final boolean binding;

    private Convention(String text, Function<Model, Stream<Fault>> faults, boolean binding) {
        this.text = text;
        this.faults = faults;
        this.binding = binding;
    }

    /** All conventions, in the order in which an editor meets them. */
    public static Stream<Convention> all() {
        return Stream.of(
                        NamingConventions.ALL,
                        ExecutionConventions.ALL,
                        FlowConventions.ALL,
                        UndoingConventions.ALL,
                        StatusConventions.ALL,
                        DiagramConventions.ALL)
                .flatMap(List::stream);
    }

    /** All that the models of this set do against it. */
    public Stream<Finding> findings(ModelSet models) {
        var processIds = models.processIds();
        return models.processes().entrySet().stream()
                .map(model -> new Model(model.getKey(), model.getValue(), processIds))
                .flatMap(model -> faults.apply(model)
                        .map(fault -> new Finding(model.file(), fault.element(), text, fault.advice(), binding)));
    }

    /** Whether a model that breaks it may not run; otherwise it only reads badly. */
    public boolean isBinding() {
        return binding;
    }

    @Override
    public String toString() {
        return text;
    }

    /** A convention on a model as a whole. */
    static Convention of(String text, Function<Model, Stream<Fault>> faults) {
        return new Convention(text, faults, true);
    }

    /** A convention on each element of a kind. */
    static <T extends BaseElement> Convention each(String text, Class<T> kind, Function<T, Stream<String>> advice) {
        return of(text, model -> model.content().getModelElementsByType(kind).stream()
                .flatMap(element -> advice.apply(element).map(fault -> new Fault(element.getId(), fault))));
    }

    /** The same convention, for people's sake alone: a model that breaks it runs all the same. */
    Convention forReaders() {
        return new Convention(text, faults, false);
    }

    /** The fault, unless the convention is kept. */
    static Stream<String> unless(boolean kept, String fault) {
        return kept ? Stream.empty() : Stream.of(fault);
    }
}
