package org.coincide.engine.support;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;

/** Orders of the catalogue's products. */
public final class Orders {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Orders() {}

    /** Three packets of tea by card: 37.50 EUR. */
    public static ObjectNode byCard(String token) {
        ObjectNode order = JSON.createObjectNode()
                .put("orderReference", "PO-" + UUID.randomUUID())
                .put("currency", "EUR");
        addLine(order, "TEA-EARL-GREY-100", 3, "12.50");
        order.putObject("shipTo")
                .put("name", "Ada Lovelace")
                .put("street", "12 St James's Square")
                .put("postalCode", "SW1Y 4JH")
                .put("city", "London")
                .put("country", "GB");
        order.putObject("payment").put("method", "CARD").put("token", token);
        return order;
    }

    public static ObjectNode ordinary() {
        return byCard("tok_ok");
    }

    public static ObjectNode onInvoice() {
        ObjectNode order = ordinary();
        order.putObject("payment").put("method", "INVOICE");
        return order;
    }

    /** An order on invoice that is paid only when a test reports the payment. */
    public static ObjectNode onInvoiceNeverPaid() {
        ObjectNode order = onInvoice();
        order.withObject("payment").put("token", "tok_never_pays");
        return order;
    }

    /** An order of a product without stock. */
    public static ObjectNode outOfStock() {
        ObjectNode order = ordinary();
        addLine(order, "SET-ANNIVERSARY", 1, "129.00");
        return order;
    }

    public static ObjectNode addLine(ObjectNode order, String sku, int quantity, String unitPrice) {
        order.withArray("lines")
                .addObject()
                .put("sku", sku)
                .put("quantity", quantity)
                .put("unitPrice", unitPrice);
        return order;
    }
}
