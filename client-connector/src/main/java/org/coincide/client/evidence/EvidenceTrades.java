package org.coincide.client.evidence;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.coincide.client.contract.CanonicalJson;
import org.coincide.client.contract.MessageReader;
import org.coincide.client.contract.ReadResult;
import org.coincide.client.contract.TradingMessage;
import org.coincide.client.ledger.LedgerEntry;
import org.coincide.client.ledger.Removal;
import org.coincide.client.signatures.SignedMessageReader;
import org.coincide.client.verification.Replay;
import org.coincide.client.verification.Trade;
import org.coincide.client.verification.Transitions;

/** The trades of an evidence file, replayed message by message, also across settlements. */
final class EvidenceTrades {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final MessageReader reader;
    private final List<String> problems;
    private final Transitions transitions = Transitions.ofContract();
    /** The states of each trade, one for each sequence. */
    private final Map<String, List<Trade>> states = new LinkedHashMap<>();

    /** The entries without a body, until a removal names them. */
    private final Map<Long, LedgerEntry> removed = new TreeMap<>();

    private final Set<String> orderDigests = new HashSet<>();
    private final Set<String> orderReferences = new HashSet<>();
    private final List<Contents> contents = new ArrayList<>();
    private final Set<String> adoptedAmendments = new HashSet<>();

    EvidenceTrades(MessageReader reader, List<String> problems) {
        this.reader = reader;
        this.problems = problems;
    }

    void add(LedgerEntry entry) {
        if (entry.isRemoved()) {
            removed.put(entry.number(), entry);
            return;
        }
        switch (entry.kind()) {
            case "ORDER" ->
                json(entry).ifPresent(event -> {
                    orderReferences.add(event.path("subject").asText());
                    addOrder(entry, event.path("data"));
                });
            case "REQUEST" ->
                json(entry)
                        .map(event -> event.path("data").path("order"))
                        .filter(JsonNode::isObject)
                        .ifPresent(amended -> addOrder(entry, amended));
            case "MESSAGE" -> addMessage(entry);
            case "SETTLEMENT" -> json(entry).ifPresent(this::settle);
            case "REFUSAL" -> {}
            case "REMOVAL" ->
                Removal.parse(entry.body())
                        .ifPresentOrElse(
                                removal -> removal.entries().forEach(each -> explain(each, entry.number())),
                                () -> problems.add("Entry " + entry.number() + " is not a removal."));
            default -> problems.add("Entry " + entry.number() + " has the unknown kind " + entry.kind() + ".");
        }
    }

    private void addOrder(LedgerEntry entry, JsonNode order) {
        try {
            orderDigests.add(CanonicalJson.digest(order));
        } catch (UncheckedIOException | IllegalArgumentException e) {
            problems.add("Entry " + entry.number() + " is not an order.");
        }
    }

    private void explain(Removal.Removed each, long removal) {
        var entry = removed.get(each.number());
        if (entry != null
                && Long.valueOf(removal).equals(entry.removal())
                && each.digest().equals(entry.digest())) {
            removed.remove(each.number());
        }
    }

    private void addMessage(LedgerEntry entry) {
        if (!(reader.read(entry.body()) instanceof ReadResult.Valid valid)
                || valid.message() instanceof TradingMessage.OfRefusal) {
            problems.add("Entry " + entry.number() + " is not a message of the contract.");
            return;
        }
        var message = valid.message();
        var history = states.computeIfAbsent(message.envelope().subject(), id -> new ArrayList<>());
        if (message.envelope().sequence() != history.size() + 1
                || history.isEmpty() && !(message instanceof TradingMessage.OfInformation)) {
            problems.add("Entry " + entry.number() + ": message "
                    + message.envelope().sequence() + " of trade "
                    + message.envelope().subject() + " does not follow message " + history.size() + ".");
            return;
        }
        Optional<Trade> before = history.isEmpty() ? Optional.empty() : Optional.of(history.get(history.size() - 1));
        if (!previousDigest(message).equals(before.map(Trade::lastDigest))) {
            problems.add("Entry " + entry.number() + ": previousDigest does not match the message before it.");
        }
        if (message instanceof TradingMessage.OfInformation information) {
            contents.add(Contents.of(entry.number(), information));
        }
        history.add(Replay.apply(before, message, transitions).orElseThrow());
    }

    /** Continues the trade from before the settled message; the chosen version follows as an entry of its own. */
    private void settle(JsonNode settlement) {
        var history = states.get(settlement.path("tradingId").asText());
        int kept = settlement.path("sequence").asInt() - 1;
        if (history != null
                && settlement.path("choice").asText().equals("RECEIVED")
                && kept >= 0
                && kept < history.size()) {
            history.subList(kept, history.size()).clear();
        }
    }

    /**
     * Checks, after the last entry, that each trade's contents were ordered and that the named trade is there. An amendment without a
     * request was adopted: it is proven by the client's own signature, or was taken on the server's word.
     *
     * @param ofClient tells whether a key, by its thumbprint, is the client's
     */
    void finish(String tradingId, Predicate<String> ofClient) {
        contents.stream()
                .filter(agreed ->
                        orderReferences.contains(agreed.reference()) && !orderDigests.contains(agreed.digest()))
                .filter(agreed -> agreed.signer() == null || !ofClient.test(agreed.signer()))
                .forEach(agreed -> {
                    if (agreed.amended()) {
                        adoptedAmendments.add(agreed.tradingId());
                    } else {
                        problems.add("Entry " + agreed.number() + ": no order of the client has these contents.");
                    }
                });
        removed.keySet()
                .forEach(number ->
                        problems.add("Entry " + number + " has no body, and no removal of the client names it."));
        if (tradingId != null && !states.containsKey(tradingId)) {
            problems.add("The file does not contain trade " + tradingId + ".");
        }
    }

    /** The last state of each trade. */
    List<String> summaries() {
        return states.entrySet().stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .map(entry -> summary(entry.getValue().get(entry.getValue().size() - 1)))
                .toList();
    }

    private String summary(Trade trade) {
        return trade.tradingId() + " " + trade.orderReference() + " #" + trade.sequence() + " "
                + trade.statuses().order() + " " + trade.statuses().delivery() + " "
                + trade.statuses().payment()
                + (orderReferences.contains(trade.orderReference()) ? "" : " (order adopted on the server's word)")
                + (adoptedAmendments.contains(trade.tradingId()) ? " (amendment adopted on the server's word)" : "");
    }

    /**
     * Contents of an order that the server has accepted.
     *
     * @param signer thumbprint of the key that signed the contents of an amended order; null for none
     */
    private record Contents(
            long number, String tradingId, String reference, String digest, boolean amended, String signer) {

        static Contents of(long number, TradingMessage.OfInformation information) {
            var data = information.data();
            boolean amended = data.revision() > 1;
            return new Contents(
                    number,
                    data.tradingId(),
                    data.orderReference(),
                    CanonicalJson.digest(information.contents()),
                    amended,
                    amended ? signer(information) : null);
        }

        private static String signer(TradingMessage.OfInformation information) {
            var signature = information.data().orderSignature();
            return signature != null
                            && SignedMessageReader.isIntact(CanonicalJson.text(information.contents()), signature)
                    ? SignedMessageReader.keyId(signature)
                    : null;
        }
    }

    private static Optional<String> previousDigest(TradingMessage message) {
        if (message instanceof TradingMessage.OfInformation information) {
            return Optional.ofNullable(information.data().previousDigest());
        }
        return message instanceof TradingMessage.OfProcessing processing
                ? Optional.ofNullable(processing.data().previousDigest())
                : Optional.empty();
    }

    private Optional<JsonNode> json(LedgerEntry entry) {
        try {
            var body = JSON.readTree(entry.body());
            if (body.isObject()) {
                return Optional.of(body);
            }
        } catch (JacksonException e) {
            // Reported below.
        }
        problems.add("Entry " + entry.number() + " is not a JSON object.");
        return Optional.empty();
    }
}
