package org.coincide.engine.intake;

import java.util.Optional;
import org.coincide.engine.broker.QueueNames;
import org.coincide.engine.delivery.reports.CarrierReports;
import org.coincide.engine.intake.ReceivedMessage.Text;
import org.coincide.engine.journal.RefusalReport.Because;
import org.springframework.stereotype.Component;

/**
 * Handles reports of the carrier by queue. An invalid report is kept among the dead letters, since the carrier has no queue for
 * answers; a report of an unknown tracking number is stored for an operator.
 */
@Component
class CarrierQueueHandler implements QueueHandler {

    private final CarrierReports reports;

    CarrierQueueHandler(CarrierReports reports) {
        this.reports = reports;
    }

    @Override
    public String queue() {
        return QueueNames.CARRIER;
    }

    @Override
    public Optional<Because> handle(Text message) {
        return reports.hear(message.text()).map(objection -> new Because("INVALID_REPORT", objection, null));
    }

    @Override
    public void refuse(String sender, String messageId, Because reason) {
        // The carrier has no queue for answers: the dead letter is all there is.
    }
}
