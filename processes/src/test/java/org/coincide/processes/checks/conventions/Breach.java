package org.coincide.processes.checks.conventions;

import java.util.stream.Stream;
import org.coincide.processes.support.Change;

/** What an editor could do against a convention, and how the finding must then begin: the file and the element. */
public record Breach(Convention convention, Change change, String finding) {

    /** At least one for each convention. */
    public static Stream<Breach> all() {
        return Stream.of(
                        NamingBreaches.all(),
                        ExecutionBreaches.all(),
                        FlowBreaches.all(),
                        StatusBreaches.all(),
                        DiagramBreaches.all())
                .flatMap(breaches -> breaches);
    }

    @Override
    public String toString() {
        return convention + ", but " + finding;
    }
}
