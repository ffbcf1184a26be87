package org.coincide.client.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.coincide.client.contract.CanonicalJson;

/** One trade as a truthful server would tell it: each call gives the next message. Plain texts, as on the queue. */
public final class TradeMessages {

    private final String tradingId;
    private ObjectNode order;
    private final ObjectNode snapshot;
    private long sequence;
    private int revision = 1;

    private TradeMessages(String tradingId, ObjectNode order) {
        this.tradingId = tradingId;
        this.order = order;
        this.snapshot = (ObjectNode) ContractFiles.example("processing").get("data");
        snapshot.put("tradingId", tradingId);
        agree();
        statuses("RECEIVED", "NOT_STARTED", "PENDING");
    }

    /** Lines and total as ordered. */
    private void agree() {
        snapshot.putArray("lines");
        int number = 1;
        for (var line : order.get("lines")) {
            snapshot.withArray("lines")
                    .addObject()
                    .put("number", number++)
                    .put("ordered", line.get("quantity").asInt())
                    .put("cancelled", 0)
                    .put("shipped", 0)
                    .put("delivered", 0)
                    .put("returned", 0);
        }
        amounts().put("currency", order.get("currency").asText()).put("ordered", total());
    }

    public static TradeMessages of(JsonNode order) {
        return new TradeMessages(UUID.randomUUID().toString(), order.deepCopy());
    }

    public String tradingId() {
        return tradingId;
    }

    public String reference() {
        return order.get("orderReference").asText();
    }

    /** The order that it is about, as the client placed it. */
    public ObjectNode order() {
        return order;
    }

    public long sequence() {
        return sequence;
    }

    public ObjectNode snapshot() {
        return snapshot;
    }

    public ObjectNode amounts() {
        return (ObjectNode) snapshot.get("amounts");
    }

    public BigDecimal amount(String name) {
        return new BigDecimal(amounts().get(name).asText());
    }

    public Stream<ObjectNode> lines() {
        return Stream.iterate(0, index -> index + 1)
                .limit(snapshot.get("lines").size())
                .map(index -> (ObjectNode) snapshot.get("lines").get(index));
    }

    public String status(String lifecycle) {
        return snapshot.get(lifecycle).asText();
    }

    /** The first message. */
    public String information() {
        sequence = 1;
        return informationWith(data -> {});
    }

    /** The first message, changed. Does not move the story. */
    public String informationWith(Consumer<ObjectNode> change) {
        return informationWith(1, change);
    }

    /** The next message: the order as it was amended. */
    public String amended(JsonNode newOrder) {
        order = newOrder.deepCopy();
        revision++;
        sequence++;
        agree();
        return amendedWith(data -> {});
    }

    /** The message of the newest amendment, changed. Does not move the story. */
    public String amendedWith(Consumer<ObjectNode> change) {
        return informationWith(sequence, data -> {
            var statuses = data.putObject("statuses");
            Stream.of("order", "delivery", "payment").forEach(name -> statuses.set(name, snapshot.get(name)));
            change.accept(data);
        });
    }

    private String informationWith(long number, Consumer<ObjectNode> change) {
        var envelope = envelope("information", number);
        var data = (ObjectNode) envelope.get("data");
        data.removeAll();
        data.put("tradingId", tradingId).put("clientId", "acme").put("acceptedAt", "2026-11-24T09:00:01Z");
        data.put("revision", revision)
                .put("orderDigest", CanonicalJson.digest(order))
                .setAll(order.deepCopy());
        for (int i = 0; i < order.get("lines").size(); i++) {
            ((ObjectNode) data.get("lines").get(i)).put("number", i + 1);
        }
        data.put("total", total());
        data.set(
                "statuses",
                data.objectNode()
                        .put("order", "RECEIVED")
                        .put("delivery", "NOT_STARTED")
                        .put("payment", "PENDING"));
        change.accept(data);
        return envelope.toString();
    }

    /** The next message: the lifecycle has moved, and with it quantities and amounts as a server would set them. */
    public String move(String lifecycle, String to) {
        return tell(data -> {
            data.put(lifecycle, to);
            SnapshotRules.follow(this, to);
        });
    }

    /** The next message, with the reason of the change. */
    public String move(String lifecycle, String to, String code, String text) {
        return tell(data -> {
            data.put(lifecycle, to);
            data.putObject("reason").put("code", code).put("text", text);
            SnapshotRules.follow(this, to);
        });
    }

    /** The next message after any change of the snapshot. */
    public String tell(Consumer<ObjectNode> change) {
        var previous = snapshot.putObject("previous");
        Stream.of("order", "delivery", "payment").forEach(name -> previous.set(name, snapshot.get(name)));
        snapshot.remove("reason");
        change.accept(snapshot);
        var changed = snapshot.putArray("changed");
        Stream.of("order", "delivery", "payment")
                .filter(name -> !snapshot.get(name).equals(previous.get(name)))
                .forEach(changed::add);
        if (changed.isEmpty()) {
            changed.add("order");
        }
        sequence++;
        return processing(data -> {});
    }

    /** The present message, changed on its way. Does not move the story. */
    public String processing(Consumer<ObjectNode> change) {
        var envelope = envelope("processing", sequence);
        var data = snapshot.deepCopy();
        change.accept(data);
        envelope.set("data", data);
        return envelope.toString();
    }

    /** What the next message would be if the snapshot changed so, without moving the story. */
    public String untold(Consumer<ObjectNode> change) {
        var kept = snapshot.deepCopy();
        var message = tell(change);
        snapshot.removeAll();
        snapshot.setAll(kept);
        sequence--;
        return message;
    }

    /** An ordinary trade from the first message to the last. */
    public Stream<String> ordinary() {
        return Stream.of(
                information(),
                move("order", "ACCEPTED"),
                move("payment", "AUTHORIZED"),
                move("order", "IN_PROGRESS"),
                move("delivery", "PREPARING"),
                move("delivery", "SHIPPED"),
                move("payment", "PAID"),
                move("delivery", "DELIVERED"),
                move("order", "COMPLETED"));
    }

    private ObjectNode envelope(String example, long number) {
        return ContractFiles.example(example)
                .put(
                        "id",
                        UUID.nameUUIDFromBytes((tradingId + number).getBytes(java.nio.charset.StandardCharsets.UTF_8))
                                .toString())
                .put("source", "/coincide/trades/" + tradingId)
                .put("subject", tradingId)
                .put("sequence", String.format("%010d", number));
    }

    private void statuses(String orderStatus, String delivery, String payment) {
        snapshot.put("order", orderStatus).put("delivery", delivery).put("payment", payment);
    }

    private String total() {
        var total = BigDecimal.ZERO;
        for (var line : order.get("lines")) {
            total = total.add(new BigDecimal(line.get("unitPrice").asText())
                    .multiply(BigDecimal.valueOf(line.get("quantity").asInt())));
        }
        return total.toPlainString();
    }
}
