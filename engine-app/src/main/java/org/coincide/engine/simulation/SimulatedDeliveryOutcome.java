package org.coincide.engine.simulation;

import java.util.Arrays;
import java.util.Locale;
import org.coincide.engine.delivery.carrier.ShipTo;

/** What the simulated carrier does with a parcel, by the street that it goes to. A parcel that is sent again arrives. */
enum SimulatedDeliveryOutcome {
    LOST_LANE("LOST"),
    RETURN_ROAD("ATTEMPT_FAILED,RETURNED"),
    CLOSED_GATE("ATTEMPT_FAILED,DELIVERED"),
    /** The test, or a person, reports: the carrier says nothing of its own. */
    SILENT_STREET(""),
    ANY_OTHER("DELIVERED");

    private final String script;

    SimulatedDeliveryOutcome(String script) {
        this.script = script;
    }

    static SimulatedDeliveryOutcome of(String key, ShipTo shipTo) {
        boolean sentBefore = key.indexOf('/') != key.lastIndexOf('/');
        String street = shipTo.street().toUpperCase(Locale.ROOT).replace(' ', '_');
        return Arrays.stream(values())
                .filter(fate -> !sentBefore || fate == SILENT_STREET)
                .filter(fate -> street.contains(fate.name()))
                .findFirst()
                .orElse(ANY_OTHER);
    }

    /** The events that it reports, one after the other. */
    String script() {
        return script;
    }
}
