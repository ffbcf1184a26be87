package org.coincide.engine.delivery.reports;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;
import org.camunda.bpm.engine.ProcessEngineException;
import org.coincide.engine.delivery.consignments.Consignments;
import org.coincide.engine.delivery.reports.CarrierEvent.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Takes what carriers report, by whatever way it comes. A report is noted first, once, and committed: from then on it is not
 * lost. Then it is applied, at once or when its turn comes.
 */
@Component
public class CarrierReports {

    private static final Logger LOG = LoggerFactory.getLogger(CarrierReports.class);

    /** What a report met with. */
    public enum Answer {
        TAKEN,
        DUPLICATE,
        /** The number of the report stands for another report already. */
        CONFLICT,
        UNKNOWN
    }

    private final CarrierEvents events;
    private final Consignments consignments;
    private final CarrierEventProcessor step;
    private final TransactionOperations transaction;
    private final ObjectMapper json;

    CarrierReports(
            CarrierEvents events,
            Consignments consignments,
            CarrierEventProcessor step,
            TransactionOperations transaction,
            ObjectMapper json) {
        this.events = events;
        this.consignments = consignments;
        this.step = step;
        this.transaction = transaction;
        this.json = json;
    }

    /**
     * Takes a report as a carrier writes it.
     *
     * @return why it is none, or contradicts another under the same number; empty where it was taken or is kept for a person
     */
    public Optional<String> hear(String report) {
        CarrierEventParser reading = CarrierEventParser.of(report, json);
        if (reading instanceof CarrierEventParser.Unreadable unreadable) {
            return Optional.of(unreadable.why());
        }
        CarrierEvent event = ((CarrierEventParser.Readable) reading).event();
        return take(event) == Answer.CONFLICT
                ? Optional.of("The number " + event.id() + " stands for another report already.")
                : Optional.empty();
    }

    public Answer take(CarrierEvent event) {
        boolean known = consignments.tracked(event.trackingNumber()).isPresent();
        try {
            Optional<Answer> before = transaction.execute(status -> noted(event, known));
            if (before.isPresent()) {
                return before.get();
            }
        } catch (DuplicateKeyException atOnce) {
            return compare(events.find(event.id()).orElseThrow(), event);
        }
        if (!known) {
            LOG.info(
                    "A carrier reports {} of {}, a tracking number that no consignment has.",
                    event.event(),
                    event.trackingNumber());
            return Answer.UNKNOWN;
        }
        apply(event);
        return Answer.TAKEN;
    }

    /** @return empty where the report is to be applied now */
    private Optional<Answer> noted(CarrierEvent event, boolean known) {
        Optional<CarrierEvents.Noted> before = events.find(event.id());
        if (before.isEmpty()) {
            events.note(event, known ? Outcome.KEPT : Outcome.UNKNOWN);
            return Optional.empty();
        }
        Answer answer = compare(before.get(), event);
        if (answer == Answer.CONFLICT || !before.get().outcome().equals(Outcome.UNKNOWN.name())) {
            return Optional.of(answer);
        }
        if (known) {
            events.settle(event, Outcome.KEPT, null);
        }
        return Optional.empty();
    }

    private static Answer compare(CarrierEvents.Noted noted, CarrierEvent event) {
        boolean same = noted.trackingNumber().equals(event.trackingNumber())
                && noted.event().equals(event.event().name());
        return same ? Answer.DUPLICATE : Answer.CONFLICT;
    }

    /** Applies a kept report if its turn has come; what fails here is tried again later. */
    void apply(CarrierEvent event) {
        try {
            step.take(event);
        } catch (ProcessEngineException | DataAccessException later) {
            LOG.debug("The report {} is kept; it is tried again.", event.id(), later);
        }
    }
}
