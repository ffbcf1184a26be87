package org.coincide.engine.intake;

import java.util.Optional;
import org.coincide.engine.broker.queues.QueueNames;
import org.coincide.engine.delivery.reports.CarrierReportHandler;
import org.coincide.engine.intake.ReceivedMessage.Text;
import org.coincide.engine.journal.messages.RefusalReport.RefusalReason;
import org.springframework.stereotype.Component;

/**
 * Handles the carrier's reports from the queue. An invalid report moves to the dead letters, because the carrier has no queue
 * for replies; a report about an unknown tracking number is stored for an operator.
 */
@Component
class CarrierQueueHandler implements QueueHandler {

    private final CarrierReportHandler reports;

    CarrierQueueHandler(CarrierReportHandler reports) {
        this.reports = reports;
    }

    @Override
    public String queue() {
        return QueueNames.CARRIER;
    }

    @Override
    public Optional<RefusalReason> handle(Text message) {
        return reports.receive(message.text()).map(objection -> new RefusalReason("INVALID_REPORT", objection, null));
    }

    @Override
    public void refuse(String sender, String messageId, RefusalReason reason) {
        // The carrier has no queue for replies; the dead letter is the only record.
    }
}
