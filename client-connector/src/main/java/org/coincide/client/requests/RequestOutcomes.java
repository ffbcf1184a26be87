package org.coincide.client.requests;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.coincide.client.contract.Json;
import org.coincide.client.ledger.History;
import org.coincide.client.ledger.HistoryEntry;
import org.coincide.client.requests.TradeRequest.State;
import org.springframework.stereotype.Component;

/**
 * Finds the requests that the server has carried out. The server confirms a request by its effect only: a cancellation by cancelled
 * pieces, an amendment by trading information with its digest, a return by returned pieces. Returns are confirmed in the order in
 * which they were requested.
 */
@Component
class RequestOutcomes {

    private final TradeRequests requests;
    private final History history;

    RequestOutcomes(TradeRequests requests, History history) {
        this.requests = requests;
        this.history = history;
    }

    /** The requests about a trade, oldest first, with their outcomes. */
    List<TradeRequest> of(String tradingId) {
        var all = requests.of(tradingId);
        if (all.stream().noneMatch(request -> request.state() == State.REQUESTED)) {
            return all;
        }
        var messages = history.of(tradingId).stream().map(Message::of).toList();
        var amendments = requests.amendmentDigests(tradingId);
        var returns = new ArrayList<>(increases(messages, "returned"));
        return all.stream()
                .map(request -> request.state() == State.REQUESTED
                        ? carriedOut(request, messages, amendments, returns)
                                .map(request::carriedOut)
                                .orElse(request)
                        : request)
                .toList();
    }

    /** The time of the effect of a request; empty if there is none yet. */
    private static Optional<Instant> carriedOut(
            TradeRequest request, List<Message> messages, Map<String, String> amendments, List<Instant> returns) {
        return switch (request.kind()) {
            case CANCELLATION -> increases(messages, "cancelled").stream().findFirst();
            case AMENDMENT ->
                messages.stream()
                        .filter(message -> Objects.equals(
                                message.data().path("orderDigest").textValue(), amendments.get(request.requestId())))
                        .map(Message::time)
                        .findFirst();
            case RETURN -> returns.isEmpty() ? Optional.empty() : Optional.of(returns.remove(0));
        };
    }

    /** The times of the messages in which a quantity of any line is larger than before. */
    private static List<Instant> increases(List<Message> messages, String quantity) {
        List<Instant> times = new ArrayList<>();
        long before = 0;
        for (var message : messages) {
            long now = message.sum(quantity);
            if (now > before) {
                times.add(message.time());
            }
            before = now;
        }
        return times;
    }

    private record Message(Instant time, JsonNode data) {

        static Message of(HistoryEntry entry) {
            try {
                return new Message(
                        entry.time(), Json.STRICT.readTree(entry.body()).path("data"));
            } catch (JsonProcessingException e) {
                throw new UncheckedIOException("The ledger contains a message that is not JSON", e);
            }
        }

        /** The sum over the lines; trading information has no such quantities. */
        long sum(String quantity) {
            return StreamSupport.stream(data.path("lines").spliterator(), false)
                    .mapToLong(line -> line.path(quantity).asLong())
                    .sum();
        }
    }
}
