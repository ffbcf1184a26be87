package org.coincide.client.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.coincide.client.contract.CanonicalJson;

/** Generates the messages of one trade, as a correct server sends them: each call returns the next one as JSON text. */
public final class TradeMessages {

    private final String tradingId;
    private ObjectNode order;
    private final ObjectNode snapshot;
    /** Digests of the messages by sequence: each message refers to the one before. */
    private final Map<Long, String> digests = new HashMap<>();

    private long sequence;
    private int revision = 1;

    private TradeMessages(String tradingId, ObjectNode order) {
        this.tradingId = tradingId;
        this.order = order;
        this.snapshot = (ObjectNode) ContractFiles.example("processing").get("data");
        snapshot.put("tradingId", tradingId).remove("previousDigest");
        resetLinesAndTotal();
        statuses("RECEIVED", "NOT_STARTED", "PENDING");
    }

    /** Sets lines and total to those of the order. */
    private void resetLinesAndTotal() {
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

    /** The trade's order, with its amendments. */
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

    /** The first message: the trading information. */
    public String information() {
        sequence = 1;
        return advanced(informationWith(data -> {}));
    }

    /** The first message with a change. Does not advance the trade. */
    public String informationWith(Consumer<ObjectNode> change) {
        return informationWith(1, change);
    }

    /** The next message: the trading information of an amended order. */
    public String amended(JsonNode newOrder) {
        order = newOrder.deepCopy();
        revision++;
        sequence++;
        resetLinesAndTotal();
        return advanced(amendedWith(data -> {}));
    }

    private String advanced(String message) {
        digests.put(sequence, CanonicalJson.digest(message));
        return message;
    }

    /** The message of the last amendment with a change. Does not advance the trade. */
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
        data.put("previousDigest", digests.get(number - 1));
        change.accept(data);
        return envelope.toString();
    }

    /** The next message: a status change, with quantities and amounts that agree with the new status. */
    public String statusChange(String lifecycle, String to) {
        return next(data -> {
            data.put(lifecycle, to);
            SnapshotRules.apply(this, to);
        });
    }

    /** The next message: a status change with a reason. */
    public String statusChange(String lifecycle, String to, String code, String text) {
        return next(data -> {
            data.put(lifecycle, to);
            data.putObject("reason").put("code", code).put("text", text);
            SnapshotRules.apply(this, to);
        });
    }

    /** The next message, after any change of the snapshot. */
    public String next(Consumer<ObjectNode> change) {
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
        return advanced(latest(data -> {}));
    }

    /** The message at the current sequence with a change. Does not advance the trade. */
    public String latest(Consumer<ObjectNode> change) {
        var envelope = envelope("processing", sequence);
        var data = snapshot.deepCopy();
        if (!data.has("previousDigest")) {
            data.put("previousDigest", digests.get(sequence - 1));
        }
        change.accept(data);
        envelope.set("data", data);
        return envelope.toString();
    }

    /** The next message after a change of the snapshot. Does not advance the trade. */
    public String preview(Consumer<ObjectNode> change) {
        var before = snapshot.deepCopy();
        var message = next(change);
        snapshot.removeAll();
        snapshot.setAll(before);
        sequence--;
        return message;
    }

    /** All messages of an ordinary trade, from the first to the last. */
    public Stream<String> completeTrade() {
        return Stream.of(
                information(),
                statusChange("order", "ACCEPTED"),
                statusChange("payment", "AUTHORIZED"),
                statusChange("order", "IN_PROGRESS"),
                statusChange("delivery", "PREPARING"),
                statusChange("delivery", "SHIPPED"),
                statusChange("payment", "PAID"),
                statusChange("delivery", "DELIVERED"),
                statusChange("order", "COMPLETED"));
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
