package org.coincide.engine.delivery.reports;

import org.coincide.engine.delivery.consignments.DeliveryProperties;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Schedule that applies kept events. */
@Component
class CarrierEventSchedule {

    private final CarrierEventRecords events;
    private final CarrierReportHandler handler;
    private final DeliveryProperties properties;

    CarrierEventSchedule(CarrierEventRecords events, CarrierReportHandler handler, DeliveryProperties properties) {
        this.events = events;
        this.handler = handler;
        this.properties = properties;
    }

    @Scheduled(fixedDelayString = "${coincide.delivery.poll:1s}")
    void applyKept() {
        events.recognise(properties.atOnce());
        events.kept(properties.atOnce()).forEach(noted -> handler.apply(noted.report()));
    }
}
