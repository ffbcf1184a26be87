package org.coincide.engine.delivery.consignments;

import java.util.Collection;
import java.util.List;
import org.coincide.engine.retention.TradeTables;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Tracking numbers of parcels whose consignments were sent again: a carrier can report such a parcel late. */
@Repository
public class EarlierParcels implements TradeTables {

    private final JdbcClient jdbc;

    EarlierParcels(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Keeps the tracking number of a consignment that another one is about to replace. */
    @Transactional(propagation = Propagation.MANDATORY)
    void keep(Consignment consignment) {
        if (consignment.wasHandedOver()) {
            jdbc.sql("INSERT INTO earlier_parcel (consignment_id, hand_over, tracking_number) VALUES (?, ?, ?)")
                    .params(consignment.id(), consignment.handOvers(), consignment.trackingNumber())
                    .update();
        }
    }

    public boolean contains(String trackingNumber) {
        return !containing(List.of(trackingNumber)).isEmpty();
    }

    /** Those of the tracking numbers that belonged to earlier parcels. */
    public List<String> containing(Collection<String> trackingNumbers) {
        return trackingNumbers.isEmpty()
                ? List.of()
                : jdbc.sql("SELECT tracking_number FROM earlier_parcel WHERE tracking_number IN (:numbers)")
                        .param("numbers", trackingNumbers)
                        .query(String.class)
                        .list();
    }

    @Override
    public List<TradeTable> tables() {
        return List.of(new TradeTable(
                1, "earlier_parcel", "consignment_id IN (SELECT id FROM consignment WHERE trading_id IN (:ids))"));
    }
}
