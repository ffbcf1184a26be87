package org.coincide.engine.delivery.reports;

import org.coincide.engine.delivery.consignments.DeliveryProperties;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Applies the reports of carriers that had to wait for their turn. */
@Component
class CarrierEventSchedule {

    private final CarrierEvents events;
    private final CarrierReports desk;
    private final DeliveryProperties settings;

    CarrierEventSchedule(CarrierEvents events, CarrierReports desk, DeliveryProperties settings) {
        this.events = events;
        this.desk = desk;
        this.settings = settings;
    }

    @Scheduled(fixedDelayString = "${coincide.delivery.poll:1s}")
    void applyKept() {
        events.recognise();
        events.kept(settings.atOnce()).forEach(noted -> desk.apply(noted.report()));
    }
}
