package org.coincide.client.requests;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.coincide.client.contract.Json;
import org.coincide.client.ledger.History;
import org.coincide.client.requests.TradeRequest.Kind;
import org.coincide.client.requests.TradeRequest.State;
import org.springframework.stereotype.Component;

/**
 * Finds the requests that the server has carried out. The server confirms a request by its effect only, in a message after the request:
 * a cancellation by cancelled pieces or a cancelled order, an amendment by trading information with its digest, a return by returned pieces. Returns are
 * confirmed in the order in which they were requested. An amendment that leaves the order as it is has no message.
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
        var all = requests.recorded(tradingId);
        return all.stream().anyMatch(RequestOutcomes::isUnanswered)
                ? new Outcomes(messages(tradingId)).of(all)
                : all.stream().map(TradeRequests.Recorded::request).toList();
    }

    /**
     * The id of the earlier request that a request with the contents repeats: an equal one that is not refused and still stands. A return
     * with a number and a cancellation are made once. A return without a number can be made again once it is carried out, and an
     * amendment once the order has been, or is to be, amended otherwise.
     */
    Optional<String> findRepeated(String tradingId, Kind kind, String contentDigest) {
        var made = requests.recorded(tradingId).stream()
                .filter(earlier -> earlier.request().kind() == kind && isUnanswered(earlier))
                .toList();
        var equal = made.stream()
                .filter(earlier -> earlier.contentDigest().equals(contentDigest))
                .reduce((first, second) -> second);
        return equal.filter(earlier -> stands(tradingId, earlier, made))
                .map(earlier -> earlier.request().requestId());
    }

    private boolean stands(String tradingId, TradeRequests.Recorded earlier, List<TradeRequests.Recorded> made) {
        if (earlier.request().kind() == Kind.CANCELLATION || earlier.request().returnNumber() != null) {
            return true;
        }
        boolean last = earlier.equals(made.get(made.size() - 1));
        if (earlier.request().kind() == Kind.AMENDMENT && !last) {
            return false;
        }
        var messages = messages(tradingId);
        boolean open = new Outcomes(messages)
                .of(made).stream()
                        .filter(request ->
                                request.requestId().equals(earlier.request().requestId()))
                        .anyMatch(request -> request.state() == State.REQUESTED);
        return open || earlier.request().kind() == Kind.AMENDMENT && isOrder(messages, earlier.orderDigest());
    }

    private static boolean isUnanswered(TradeRequests.Recorded request) {
        return request.request().state() == State.REQUESTED;
    }

    private List<Message> messages(String tradingId) {
        return history.recorded(tradingId).stream().map(Message::of).toList();
    }

    /** Returns true if the last information among the messages is that of the order with the digest. */
    private static boolean isOrder(List<Message> messages, String orderDigest) {
        return messages.stream()
                .filter(message -> message.orderDigest() != null)
                .reduce((first, second) -> second)
                .map(message -> message.orderDigest().equals(orderDigest))
                .orElse(false);
    }

    /** The outcomes of the requests about one trade, which are looked up from the oldest to the newest. */
    private static final class Outcomes {

        private final List<Message> messages;
        private final List<Message> returns;
        /** Entry number of the message that the amendments so far end with; they have not ended while one is open. */
        private long amendedBy;

        private Outcomes(List<Message> messages) {
            this.messages = messages;
            this.returns = new ArrayList<>(increases(messages, "returned"));
        }

        private List<TradeRequest> of(List<TradeRequests.Recorded> requests) {
            return requests.stream()
                    .map(request -> isUnanswered(request)
                            ? carriedOut(request)
                                    .map(request.request()::carriedOut)
                                    .orElse(request.request())
                            : request.request())
                    .toList();
        }

        /** The time of the effect of a request; empty if there is none yet. */
        private Optional<Instant> carriedOut(TradeRequests.Recorded request) {
            return switch (request.request().kind()) {
                case CANCELLATION ->
                    Stream.concat(
                                    increases(messages, "cancelled").stream()
                                            .filter(message -> message.isAfter(request)),
                                    messages.stream().filter(Message::isOfCancelledOrder))
                            .map(message -> message.isAfter(request)
                                    ? message.time()
                                    : request.request().requestedAt())
                            .findFirst();
                case AMENDMENT -> amended(request);
                case RETURN -> {
                    var effect = returns.stream()
                            .filter(message -> message.isAfter(request))
                            .findFirst();
                    effect.ifPresent(returns::remove);
                    yield effect.map(Message::time);
                }
            };
        }

        private Optional<Instant> amended(TradeRequests.Recorded request) {
            if (amendedBy < request.entryNumber()
                    && isOrder(
                            messages.stream()
                                    .filter(message -> !message.isAfter(request))
                                    .toList(),
                            request.orderDigest())) {
                return Optional.of(request.request().requestedAt());
            }
            var effect = messages.stream()
                    .filter(message ->
                            message.isAfter(request) && request.orderDigest().equals(message.orderDigest()))
                    .findFirst();
            amendedBy = effect.map(Message::entryNumber).orElse(Long.MAX_VALUE);
            return effect.map(Message::time);
        }

        /** The messages in which the sum of a quantity over all lines is larger than before. */
        private static List<Message> increases(List<Message> messages, String quantity) {
            List<Message> increases = new ArrayList<>();
            long before = 0;
            for (var message : messages) {
                long now = message.sum(quantity);
                if (now > before) {
                    increases.add(message);
                }
                before = now;
            }
            return increases;
        }
    }

    private record Message(long entryNumber, Instant time, JsonNode data) {

        boolean isOfCancelledOrder() {
            return data.path("order").asText().equals("CANCELLED");
        }

        static Message of(History.Recorded entry) {
            try {
                return new Message(
                        entry.entryNumber(),
                        entry.time(),
                        Json.STRICT.readTree(entry.body()).path("data"));
            } catch (JsonProcessingException e) {
                throw new UncheckedIOException("The ledger contains a message that is not JSON", e);
            }
        }

        boolean isAfter(TradeRequests.Recorded request) {
            return entryNumber > request.entryNumber();
        }

        /** The digest of the order in trading information; null in other messages. */
        String orderDigest() {
            return data.path("orderDigest").textValue();
        }

        /** The sum over the lines; trading information has no such quantities. */
        long sum(String quantity) {
            return StreamSupport.stream(data.path("lines").spliterator(), false)
                    .mapToLong(line -> line.path(quantity).asLong())
                    .sum();
        }
    }
}
