package org.coincide.processes.checks.conventions;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.coincide.processes.checks.Beans;
import org.coincide.processes.checks.Finding;
import org.coincide.processes.checks.ModelSet;

/** One convention, and how to find what a model does against it: "payment.bpmn: Task_VoidRemainder: must be asyncBefore". */
public final class Convention {

    private final String text;
    private final BiFunction<ModelSet, Beans, Stream<InFile>> faults;
    private final boolean binding;

    /** A fault, and the file that has it. */
    private record InFile(String file, Fault fault) {}

    private Convention(String text, BiFunction<ModelSet, Beans, Stream<InFile>> faults, boolean binding) {
        this.text = text;
        this.faults = faults;
        this.binding = binding;
    }

    /** All conventions, in the order in which an editor meets them. */
    public static Stream<Convention> all() {
        return Stream.of(
                        NamingConventions.ALL,
                        ExecutionConventions.ALL,
                        PeopleConventions.ALL,
                        FlowConventions.ALL,
                        UndoingConventions.ALL,
                        StatusConventions.ALL,
                        PromiseConventions.ALL,
                        ReferenceConventions.ALL,
                        DiagramConventions.ALL)
                .flatMap(List::stream);
    }

    /** All that the models of this set do against it, on a server with these beans. */
    public Stream<Finding> findings(ModelSet models, Beans beans) {
        return faults.apply(models, beans)
                .map(found -> new Finding(
                        found.file(),
                        found.fault().element(),
                        text,
                        found.fault().advice(),
                        binding));
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
        return new Convention(
                text,
                (models, beans) -> models.processes().entrySet().stream()
                        .map(model -> new Model(model.getKey(), model.getValue(), models, beans))
                        .flatMap(model -> faults.apply(model).map(fault -> new InFile(model.file(), fault))),
                true);
    }

    /** A convention on a decision table, which may look at all models. */
    static Convention ofTables(String text, BiFunction<DmnModelInstance, ModelSet, Stream<Fault>> faults) {
        return new Convention(
                text,
                (models, beans) -> models.decisions().entrySet().stream()
                        .flatMap(table ->
                                faults.apply(table.getValue(), models).map(fault -> new InFile(table.getKey(), fault))),
                true);
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
