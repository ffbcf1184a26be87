package org.coincide.engine.simulation;

import java.util.Arrays;
import java.util.Locale;
import org.coincide.engine.delivery.carrier.Address;

/** Behaviour of the simulated carrier, selected by the street of the recipient. A parcel that is sent again arrives. */
enum SimulatedDeliveryOutcome {
    LOST_LANE("LOST"),
    RETURN_ROAD("ATTEMPT_FAILED,RETURNED"),
    CLOSED_GATE("ATTEMPT_FAILED,DELIVERED"),
    /** Events are reported by hand: the carrier reports none. */
    SILENT_STREET(""),
    ANY_OTHER("DELIVERED");

    private final String script;

    SimulatedDeliveryOutcome(String script) {
        this.script = script;
    }

    static SimulatedDeliveryOutcome of(String key, Address recipient) {
        boolean sentBefore = key.indexOf('/') != key.lastIndexOf('/');
        String street = recipient.street().toUpperCase(Locale.ROOT).replace(' ', '_');
        return Arrays.stream(values())
                .filter(fate -> !sentBefore || fate == SILENT_STREET)
                .filter(fate -> street.contains(fate.name()))
                .findFirst()
                .orElse(ANY_OTHER);
    }

    /** The events that the carrier reports, one after the other. */
    String script() {
        return script;
    }
}
