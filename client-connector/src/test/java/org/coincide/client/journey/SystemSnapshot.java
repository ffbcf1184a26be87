package org.coincide.client.journey;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * All books of all parties after everything has come to rest, for the {@link ConsistencyChecker} to compare.
 *
 * @param placed the load's own journal
 * @param ledgers what each client holds, by client
 * @param server what the server holds
 * @param outsiders what payment provider, bank and carrier hold
 * @param deadLetters messages in dead-letter queues, by queue
 */
record SystemSnapshot(
        List<LoadJournal.Placed> placed,
        Map<String, Ledger> ledgers,
        ServerBooks server,
        Outsiders outsiders,
        Map<String, Integer> deadLetters) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The three statuses as "ORDER/DELIVERY/PAYMENT" and how far the trade has come. */
    record Trade(String tradingId, String client, String reference, String statuses, long sequence, boolean closed) {}

    /** One message, to the byte. */
    record Message(String client, String tradingId, long sequence, String body) {}

    /** An order as its client keeps it. */
    record PlacedOrder(String reference, String state, String tradingId) {}

    /** @param waiting messages in quarantine that are still to be judged again */
    record Ledger(
            List<PlacedOrder> orders, List<Trade> trades, List<Message> history, List<String> warnings, int waiting) {}

    /**
     * @param unsent journal rows that the relay has not sent
     * @param openInstances process instances that have not ended
     * @param shipped pieces that left the house, by product
     */
    record ServerBooks(
            List<Trade> trades,
            List<Message> journal,
            int unsent,
            int openInstances,
            List<Movement> movements,
            List<Stock> stock,
            Map<String, Integer> shipped) {}

    /** Money as the server has noted it. */
    record Movement(String tradingId, String kind, String state, BigDecimal amount, String currency) {}

    record Stock(String sku, int onHand, int reserved) {}

    record Outsiders(List<Call> provider, List<Transfer> bank, List<Parcel> carrier) {}

    /** A call as the provider has booked it. */
    record Call(
            String key,
            String operation,
            String authorization,
            String reference,
            BigDecimal amount,
            String currency,
            String answer) {}

    record Transfer(String tradingId, BigDecimal amount, String currency) {}

    record Parcel(String key, String trackingNumber) {}

    static SystemSnapshot recorded(Path file) {
        try {
            return JSON.readValue(Files.readString(file), SystemSnapshot.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void record(Path file) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
