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
 * The records of all parties after all trades are closed, for the {@link ConsistencyChecker}.
 *
 * @param placed the placed orders, from the test's own journal
 * @param ledgers the clients' records, by client
 * @param server the server's records
 * @param partners the records of payment provider, bank and carrier
 * @param deadLetters messages in dead-letter queues, by queue
 */
record SystemSnapshot(
        List<LoadJournal.Placed> placed,
        Map<String, Ledger> ledgers,
        ServerRecords server,
        PartnerRecords partners,
        Map<String, Integer> deadLetters) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** @param statuses the three statuses as "ORDER/DELIVERY/PAYMENT" */
    record Trade(String tradingId, String client, String reference, String statuses, long sequence, boolean closed) {}

    /** @param body the message, byte by byte */
    record Message(String client, String tradingId, long sequence, String body) {}

    /** An order in its client's database. */
    record PlacedOrder(String reference, String state, String tradingId) {}

    /** @param waiting messages in quarantine that wait for another message */
    record Ledger(
            List<PlacedOrder> orders, List<Trade> trades, List<Message> history, List<String> warnings, int waiting) {}

    /**
     * @param unsent journal rows that the relay has not sent
     * @param openInstances process instances that have not ended
     * @param shipped shipped pieces, by product
     */
    record ServerRecords(
            List<Trade> trades,
            List<Message> journal,
            int unsent,
            int openInstances,
            List<Movement> movements,
            List<Stock> stock,
            Map<String, Integer> shipped) {}

    /** A movement of money, as the server has recorded it. */
    record Movement(String tradingId, String kind, String state, BigDecimal amount, String currency) {}

    record Stock(String sku, int onHand, int reserved) {}

    record PartnerRecords(List<Call> provider, List<Transfer> bank, List<Parcel> carrier) {}

    /** A call, as the provider has recorded it. */
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

    static SystemSnapshot read(Path file) {
        try {
            return JSON.readValue(Files.readString(file), SystemSnapshot.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void write(Path file) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
