package org.coincide.engine.delivery.reports;

import org.coincide.engine.delivery.consignments.DeliveryProperties;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Schedule that applies kept events. */
@Component
class CarrierEventSchedule {

    private final CarrierEventRecords events;
    private final CarrierReportHandler handler;
    private final DeliveryProperties settings;

    CarrierEventSchedule(CarrierEventRecords events, CarrierReportHandler handler, DeliveryProperties settings) {
        this.events = events;
        this.handler = handler;
        this.settings = settings;
    }

    @Scheduled(fixedDelayString = "${coincide.delivery.poll:1s}")
    void applyKept() {
        events.recognise(settings.atOnce());
        events.kept(settings.atOnce()).forEach(noted -> handler.apply(noted.report()));
    }
}
