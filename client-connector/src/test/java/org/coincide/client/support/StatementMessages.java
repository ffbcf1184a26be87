package org.coincide.client.support;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.coincide.client.contract.CanonicalJson;

/** Generates the statements to one client, as a correct server sends them: each call returns the next one as JSON text. */
public final class StatementMessages {

    private static final Map<Object, StatementMessages> BY_BROKER = new ConcurrentHashMap<>();

    private long number;
    private String digest;

    private StatementMessages() {}

    /** The statements to the client of a broker, which all tests of this client continue. */
    public static StatementMessages of(RestartableBroker broker) {
        return BY_BROKER.computeIfAbsent(broker, first -> new StatementMessages());
    }

    /** A statement with a number that no other statement has. */
    public static String single(Consumer<ObjectNode> change) {
        return statement(ThreadLocalRandom.current().nextLong(1_000_000, 9_999_999_999L), "0".repeat(64), change);
    }

    public long number() {
        return number;
    }

    /** A statement that names one trade. */
    public String about(TradeMessages trade, long sequence, String messageDigest) {
        return next(data -> addTrade(data, trade, sequence, messageDigest));
    }

    /** An empty statement after a change. */
    public String next(Consumer<ObjectNode> change) {
        number++;
        var text = statement(number, digest, change);
        digest = CanonicalJson.digest(text);
        return text;
    }

    public static void addTrade(ObjectNode data, TradeMessages trade, long sequence, String messageDigest) {
        data.withArray("trades")
                .addObject()
                .put("tradingId", trade.tradingId())
                .put("orderReference", trade.reference())
                .put("sequence", sequence)
                .put("digest", messageDigest)
                .put("closed", false);
    }

    private static String statement(long number, String previousDigest, Consumer<ObjectNode> change) {
        var event =
                ContractFiles.example("statement").put("id", UUID.randomUUID().toString());
        event.put("time", Instant.now().toString());
        var data = (ObjectNode) event.get("data");
        data.put("number", number).put("previousDigest", previousDigest);
        data.putArray("trades");
        change.accept(data);
        return event.toString();
    }
}
