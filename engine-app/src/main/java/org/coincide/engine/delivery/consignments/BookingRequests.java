package org.coincide.engine.delivery.consignments;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.coincide.engine.delivery.carrier.Address;
import org.coincide.engine.delivery.carrier.BookingRequest;
import org.coincide.engine.delivery.carrier.Parcel;
import org.coincide.engine.trade.Trade;
import org.springframework.stereotype.Component;

/** Requests to the carrier, made from consignments, the addresses of orders, and the settings. */
@Component
class BookingRequests {

    private final DeliveryProperties properties;
    private final ObjectMapper json;

    BookingRequests(DeliveryProperties properties, ObjectMapper json) {
        this.properties = properties;
        this.json = json;
    }

    BookingRequest of(Consignment consignment, List<ConsignmentLine> lines, Trade trade) {
        return new BookingRequest(
                consignment.handOverKey(),
                trade.tradingId(),
                properties.service(),
                sender(),
                recipient(trade),
                List.of(parcel(consignment, lines)));
    }

    /** @throws IllegalStateException if the weight exceeds an integer: no carrier takes such a parcel */
    private Parcel parcel(Consignment consignment, List<ConsignmentLine> lines) {
        DeliveryProperties.Packaging packaging = properties.parcel();
        long weight = packaging.weight()
                + lines.stream()
                        .mapToLong(line -> (long) line.quantity() * line.weight())
                        .sum();
        if (weight > Integer.MAX_VALUE) {
            throw new IllegalStateException(
                    "Consignment " + consignment.id() + " weighs " + weight
                            + " g, which is too much for a parcel. Cancel the trade, and limit coincide.delivery.pieces-per-consignment.");
        }
        return new Parcel(
                lines.stream().map(BookingRequests::item).toList(),
                (int) weight,
                new Parcel.Size(packaging.length(), packaging.width(), packaging.height()));
    }

    private static Parcel.Item item(ConsignmentLine line) {
        String name = line.name() == null ? line.sku() : line.name();
        return new Parcel.Item(line.sku(), name, line.quantity(), line.weight());
    }

    private Address sender() {
        DeliveryProperties.Sender sender = properties.sender();
        return new Address(
                sender.name(),
                sender.street(),
                sender.postalCode(),
                sender.city(),
                sender.region(),
                sender.country(),
                sender.phone());
    }

    private Address recipient(Trade trade) {
        try {
            JsonNode shipTo = json.readTree(trade.contents()).path("shipTo");
            return new Address(
                    shipTo.path("name").asText(),
                    shipTo.path("street").asText(),
                    shipTo.path("postalCode").asText(),
                    shipTo.path("city").asText(),
                    shipTo.path("region").asText(null),
                    shipTo.path("country").asText(),
                    shipTo.path("phone").asText(null));
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException(
                    "The stored contents of trade " + trade.tradingId() + " are not JSON.", broken);
        }
    }
}
