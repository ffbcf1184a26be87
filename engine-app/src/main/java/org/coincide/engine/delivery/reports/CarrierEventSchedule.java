package org.coincide.engine.delivery.reports;

import org.coincide.engine.delivery.consignments.DeliveryProperties;
import org.coincide.engine.polling.Poll;
import org.coincide.engine.polling.Polls;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Schedule that applies kept events. */
@Component
class CarrierEventSchedule {

    private final CarrierEventRecords events;
    private final CarrierReportHandler handler;
    private final DeliveryProperties properties;
    private final Poll poll;

    CarrierEventSchedule(
            CarrierEventRecords events, CarrierReportHandler handler, DeliveryProperties properties, Polls polls) {
        this.events = events;
        this.handler = handler;
        this.properties = properties;
        this.poll = polls.create();
    }

    @Scheduled(fixedDelayString = "${coincide.delivery.poll:1s}")
    void applyKept() {
        if (poll.isDue()) {
            events.recognise(properties.atOnce());
            var kept = events.kept(properties.atOnce());
            kept.forEach(noted -> handler.apply(noted.report()));
            if (!kept.isEmpty()) {
                poll.again();
            }
        }
    }
}
