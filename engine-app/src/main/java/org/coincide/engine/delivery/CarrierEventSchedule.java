package org.coincide.engine.delivery;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Applies the reports of carriers that had to wait for their turn. */
@Component
class CarrierEventSchedule {

    private final CarrierEvents events;
    private final CarrierDesk desk;
    private final DeliverySettings settings;

    CarrierEventSchedule(CarrierEvents events, CarrierDesk desk, DeliverySettings settings) {
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
