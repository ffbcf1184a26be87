package org.coincide.engine.delivery.reports;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;
import org.camunda.bpm.engine.ProcessEngineException;
import org.coincide.engine.adapters.ReportOutcome;
import org.coincide.engine.delivery.carrier.CarrierEvent;
import org.coincide.engine.delivery.carrier.CarrierEvents;
import org.coincide.engine.delivery.consignments.Consignment;
import org.coincide.engine.delivery.consignments.Consignments;
import org.coincide.engine.delivery.consignments.EarlierParcels;
import org.coincide.engine.jobs.DirectSteps;
import org.coincide.engine.polling.Polls;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Processes events of parcels, from an adapter, a queue or HTTP. An event is stored once, and applied in the same transaction if the
 * process waits for it. If it cannot be applied, it is stored alone: from then on it is not lost, and the schedule applies it later.
 */
@Component
public class CarrierReportHandler implements CarrierEvents {

    private static final Logger LOG = LoggerFactory.getLogger(CarrierReportHandler.class);

    private final CarrierEventRecords events;
    private final Consignments consignments;
    private final EarlierParcels earlier;
    private final CarrierEventProcessor processor;
    private final TransactionOperations transaction;
    private final ObjectMapper json;
    private final Polls polls;

    CarrierReportHandler(
            CarrierEventRecords events,
            Consignments consignments,
            EarlierParcels earlier,
            CarrierEventProcessor processor,
            TransactionOperations transaction,
            ObjectMapper json,
            Polls polls) {
        this.events = events;
        this.consignments = consignments;
        this.earlier = earlier;
        this.processor = processor;
        this.transaction = transaction;
        this.json = json;
        this.polls = polls;
    }

    /**
     * Processes a report in JSON.
     *
     * @return the error, if the report is malformed or another report has its id
     */
    public Optional<String> receive(String report) {
        CarrierReportParser reading = CarrierReportParser.of(report, json);
        if (reading instanceof CarrierReportParser.Unreadable unreadable) {
            return Optional.of(unreadable.why());
        }
        CarrierEvent event = ((CarrierReportParser.Readable) reading).event();
        return report(event) == ReportOutcome.CONFLICTING
                ? Optional.of("The id " + event.id() + " belongs to another report. Send this report with another id.")
                : Optional.empty();
    }

    /** Stores and applies an event. A stored event that is not applied sends the client nothing, so the schedule is woken here. */
    @Override
    public ReportOutcome report(CarrierEvent event) {
        ReportOutcome outcome = storeAndApply(event);
        if (outcome == ReportOutcome.ACCEPTED) {
            polls.wake();
        }
        return outcome;
    }

    private ReportOutcome storeAndApply(CarrierEvent event) {
        try {
            return DirectSteps.withSteps(() -> transaction.execute(status -> take(event, true)));
        } catch (RuntimeException failed) {
            ReportOutcome outcome = store(event);
            if (!(failed instanceof ProcessEngineException || failed instanceof DataAccessException)) {
                throw failed;
            }
            LOG.debug("Event {} could not be applied. The server tries again later.", event.id(), failed);
            return outcome;
        }
    }

    private ReportOutcome store(CarrierEvent event) {
        try {
            return transaction.execute(status -> take(event, false));
        } catch (DuplicateKeyException concurrent) {
            return compare(events.find(event.id()).orElseThrow(), event);
        }
    }

    private ReportOutcome take(CarrierEvent event, boolean applied) {
        Optional<Consignment> tracked = consignments.tracked(event.trackingNumber());
        boolean known = tracked.isPresent() || earlier.contains(event.trackingNumber());
        CarrierEventState first =
                !known ? CarrierEventState.UNKNOWN : applied ? CarrierEventState.APPLIED : CarrierEventState.KEPT;
        boolean isNew = events.note(event, first);
        Optional<ReportOutcome> repeated = isNew ? Optional.empty() : repeated(event, known);
        if (repeated.isPresent()) {
            return repeated.get();
        }
        if (!known) {
            LOG.info(
                    "The carrier reports {} of {}, but no consignment has or had this tracking number.",
                    event.event(),
                    event.trackingNumber());
            return ReportOutcome.UNKNOWN;
        }
        if (applied) {
            processor.applyNew(event, tracked, isNew ? first : CarrierEventState.KEPT);
        }
        return ReportOutcome.ACCEPTED;
    }

    /** Compares an event with the stored one of its id. Returns empty if it is to be applied now. */
    private Optional<ReportOutcome> repeated(CarrierEvent event, boolean known) {
        CarrierEventRecords.Noted before = events.find(event.id()).orElseThrow();
        ReportOutcome answer = compare(before, event);
        if (answer == ReportOutcome.CONFLICTING || !before.outcome().equals(CarrierEventState.UNKNOWN.name())) {
            return Optional.of(answer);
        }
        if (known) {
            events.settle(event, CarrierEventState.KEPT, null);
        }
        return Optional.empty();
    }

    private static ReportOutcome compare(CarrierEventRecords.Noted noted, CarrierEvent event) {
        boolean same = noted.trackingNumber().equals(event.trackingNumber())
                && noted.event().equals(event.event().name());
        return same ? ReportOutcome.DUPLICATE : ReportOutcome.CONFLICTING;
    }

    /** Applies a kept event if the process waits for it; a failure is retried by the schedule. */
    void apply(CarrierEvent event) {
        try {
            processor.apply(event);
        } catch (ProcessEngineException | DataAccessException later) {
            LOG.debug("Event {} could not be applied. The server tries again later.", event.id(), later);
        }
    }
}
