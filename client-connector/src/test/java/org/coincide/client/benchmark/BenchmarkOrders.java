package org.coincide.client.benchmark;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.coincide.client.support.ContractFiles;

/** The benchmark's orders: half by card, half by invoice, of one to three lines from the server's catalogue. */
final class BenchmarkOrders {

    private static final List<List<String>> PRODUCTS = List.of(
            List.of("TEA-EARL-GREY-100", "12.50"),
            List.of("TEA-DARJEELING-100", "18.90"),
            List.of("TEA-SENCHA-100", "15.20"),
            List.of("TEA-ROOIBOS-250", "9.80"),
            List.of("CUP-PORCELAIN", "4.90"));

    private BenchmarkOrders() {}

    static List<ObjectNode> orders(int number) {
        return IntStream.range(0, number).mapToObj(BenchmarkOrders::order).toList();
    }

    /** The number of messages that these orders cause. An invoice has no authorization, and so one message less. */
    static long messages(int orders) {
        return 9L * ((orders + 1) / 2) + 8L * (orders / 2);
    }

    private static ObjectNode order(int index) {
        ObjectNode order = ContractFiles.order("PO-" + UUID.randomUUID());
        order.put("currency", "EUR").remove("requestedDelivery");
        order.putArray("lines");
        for (int line = 0; line <= index % 3; line++) {
            List<String> product = PRODUCTS.get((index + line) % PRODUCTS.size());
            order.withArray("lines")
                    .addObject()
                    .put("sku", product.get(0))
                    .put("quantity", 1 + index % 2)
                    .put("unitPrice", product.get(1));
        }
        ObjectNode payment = order.putObject("payment");
        if (index % 2 == 0) {
            payment.put("method", "CARD").put("token", "tok_ok");
        } else {
            payment.put("method", "INVOICE");
        }
        return order;
    }

    /** Sends all orders to the server in one transaction. */
    static void send(VariantServerProcess server, List<ObjectNode> orders) throws JMSException {
        send(server.broker(), "acme", server.secret(), orders);
    }

    /** Sends all orders of a client to a broker in one transaction. */
    static void send(String broker, String client, String secret, List<ObjectNode> orders) throws JMSException {
        var factory = new ActiveMQConnectionFactory(client, secret, broker);
        factory.setWatchTopicAdvisories(false);
        try (var connection = factory.createConnection();
                var session = connection.createSession(true, Session.SESSION_TRANSACTED);
                var producer = session.createProducer(session.createQueue("trading.orders"))) {
            connection.start();
            for (var order : orders) {
                var event = ContractFiles.example("order")
                        .put("id", UUID.randomUUID().toString())
                        .put("source", "/" + client)
                        .put("subject", order.get("orderReference").asText());
                event.set("data", order);
                producer.send(session.createTextMessage(event.toString()));
            }
            session.commit();
        }
    }
}
