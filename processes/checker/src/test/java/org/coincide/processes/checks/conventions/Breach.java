package org.coincide.processes.checks.conventions;

import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.coincide.processes.checks.ModelSet;
import org.coincide.processes.support.Change;
import org.coincide.processes.support.Models;

/** What an editor could do against a convention, and how the finding must then begin: the file and the element. */
public record Breach(
        Convention convention, Change change, Consumer<Map<String, DmnModelInstance>> changeOfTables, String finding) {

    Breach(Convention convention, Change change, String finding) {
        this(convention, change, tables -> {}, finding);
    }

    /** At least one for each convention. */
    public static Stream<Breach> all() {
        return Stream.of(
                        NamingBreaches.all(),
                        ExecutionBreaches.all(),
                        PeopleBreaches.all(),
                        FlowBreaches.all(),
                        StatusBreaches.all(),
                        PromiseBreaches.all(),
                        ReferenceBreaches.all(),
                        DiagramBreaches.all())
                .flatMap(breaches -> breaches);
    }

    /** The models as they are after it. */
    public ModelSet done() {
        var processes = Models.all();
        change.apply(processes);
        var tables = Models.decisions();
        changeOfTables.accept(tables);
        return new ModelSet(processes, tables, Models.forms());
    }

    @Override
    public String toString() {
        return convention + ", but " + finding;
    }
}
