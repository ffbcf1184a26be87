package org.coincide.engine.feed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.coincide.engine.accounts.ClientAccounts;
import org.coincide.engine.feed.FeedWaiters.Waiter;
import org.coincide.engine.journal.EventFeed;
import org.coincide.engine.journal.EventFeed.FeedEvent;
import org.coincide.engine.signatures.MessageSigner;
import org.coincide.engine.statements.ClientPositions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;

/**
 * {@code GET /api/events}: the client's own messages in the order of their publication, byte for byte as in its queue, with their signatures. A request waits
 * for the next message without a thread. Its cursor acknowledges all messages up to it.
 */
@RestController
class FeedResource {

    private static final Logger LOG = LoggerFactory.getLogger(FeedResource.class);

    static final String CLOUD_EVENT = "application/cloudevents+json";
    static final String NEXT = "Next-Cursor";
    static final String SIGNATURE = "Signature-JWS";

    /** The limit of a request that names none (contract, openapi.yaml), unless the operator allows only fewer messages. */
    private static final int DEFAULT_LIMIT = 100;

    private static final String CURSOR = "[0-9]{1,18}";

    /** A message in a batch. */
    record Event(String cursor, String body, String signature) {}

    /** A batch of messages; {@code next} is the cursor of the next request. */
    record Batch(List<Event> events, String next) {}

    private final EventFeed feed;
    private final FeedWaiters waiters;
    private final FeedProperties properties;
    private final ObjectMapper json;
    private final MessageSigner signer;
    private final ClientPositions positions;

    FeedResource(
            EventFeed feed,
            FeedWaiters waiters,
            FeedProperties properties,
            ObjectMapper json,
            MessageSigner signer,
            ClientPositions positions) {
        this.positions = positions;
        this.signer = signer;
        this.feed = feed;
        this.waiters = waiters;
        this.properties = properties;
        this.json = json;
    }

    @GetMapping(
            path = "/api/events",
            produces = {MediaType.APPLICATION_JSON_VALUE, CLOUD_EVENT})
    DeferredResult<ResponseEntity<byte[]>> events(
            @RequestParam(required = false) String after,
            @RequestParam(defaultValue = "0s") String wait,
            @RequestParam(required = false) Integer limit,
            @RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = MediaType.APPLICATION_JSON_VALUE) String accept,
            Principal client) {
        if (accept.toLowerCase(Locale.ROOT).startsWith(CLOUD_EVENT)) {
            return answer(client.getName(), after, wait, 1, this::single);
        }
        int size = limit == null ? Math.min(DEFAULT_LIMIT, properties.batch()) : limit;
        if (size < 1 || size > properties.batch()) {
            throw problem(
                    HttpStatus.BAD_REQUEST,
                    "The limit is " + size + ". Use a value from 1 to " + properties.batch() + ".");
        }
        return answer(client.getName(), after, wait, size, this::batch);
    }

    private DeferredResult<ResponseEntity<byte[]>> answer(
            String clientId, String after, String wait, int limit, Function<Page, ResponseEntity<byte[]>> response) {
        Duration maximumWait = maximumWait(wait);
        long cursor = cursor(clientId, after);
        feed.acknowledge(clientId, cursor);
        DeferredResult<ResponseEntity<byte[]>> result =
                new DeferredResult<>(maximumWait.toMillis(), () -> response.apply(new Page(cursor, List.of())));
        List<FeedEvent> events = read(clientId, cursor, limit);
        if (!events.isEmpty() || maximumWait.isZero()) {
            result.setResult(response.apply(new Page(cursor, events)));
            return result;
        }
        Waiter waiter = new Waiter(
                clientId,
                () -> {
                    List<FeedEvent> arrived = read(clientId, cursor, limit);
                    return !arrived.isEmpty() && result.setResult(response.apply(new Page(cursor, arrived)));
                },
                () -> result.setErrorResult(problem(HttpStatus.FORBIDDEN, ClientAccounts.DISABLED)));
        result.onCompletion(() -> waiters.remove(waiter));
        if (!waiters.add(waiter)) {
            throw problem(
                    HttpStatus.TOO_MANY_REQUESTS,
                    "Too many requests wait for messages. Use one waiting request at a time, and retry later.");
        }
        return result;
    }

    private List<FeedEvent> read(String clientId, long cursor, int limit) {
        feed.assignPositions(clientId, properties.batch(), positions.hold(clientId));
        return feed.after(clientId, cursor, limit);
    }

    private long cursor(String clientId, String after) {
        if (after == null) {
            while (feed.assignPositions(clientId, properties.batch(), positions.hold(clientId)) == properties.batch()) {
                LOG.debug("The feed of {} has more messages without a position.", clientId);
            }
            return feed.start(clientId, properties.retention()).orElseGet(() -> feed.last(clientId));
        }
        if (!after.matches(CURSOR) || Long.parseLong(after) > feed.last(clientId)) {
            throw problem(
                    HttpStatus.BAD_REQUEST,
                    "The cursor " + after
                            + " is not one of this feed. Use the cursor of a response, or none to start.");
        }
        long cursor = Long.parseLong(after);
        if (feed.hasExpired(clientId, cursor, properties.retention())) {
            throw problem(
                    HttpStatus.GONE,
                    "Messages after the cursor " + after
                            + " are older than the feed keeps. Start without a cursor. GET /api/trades/{tradingId} has the"
                            + " messages that the feed no longer keeps.");
        }
        return cursor;
    }

    /** In whole milliseconds, because a {@link DeferredResult} with a time-out of 0 ms never ends. */
    private Duration maximumWait(String wait) {
        Duration maximumWait;
        try {
            maximumWait = DurationStyle.SIMPLE.parse(wait);
        } catch (IllegalArgumentException invalid) {
            throw problem(HttpStatus.BAD_REQUEST, "The wait is " + wait + ". Use seconds, such as 30s.");
        }
        if (maximumWait.isNegative() || maximumWait.compareTo(properties.maxWait()) > 0) {
            throw problem(
                    HttpStatus.BAD_REQUEST,
                    "The wait is " + wait + ". Use at most "
                            + properties.maxWait().toSeconds() + "s.");
        }
        return maximumWait.truncatedTo(ChronoUnit.MILLIS);
    }

    private record Page(long cursor, List<FeedEvent> events) {

        String next() {
            return Long.toString(
                    events.isEmpty() ? cursor : events.get(events.size() - 1).position());
        }
    }

    private ResponseEntity<byte[]> batch(Page page) {
        List<Event> events = page.events().stream()
                .map(event -> new Event(Long.toString(event.position()), event.body(), signer.sign(event.body())))
                .toList();
        try {
            return ResponseEntity.ok()
                    .contentType(MediaType.APPLICATION_JSON)
                    .header(HttpHeaders.CACHE_CONTROL, "no-store")
                    .body(json.writeValueAsBytes(new Batch(events, page.next())));
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private ResponseEntity<byte[]> single(Page page) {
        if (page.events().isEmpty()) {
            return ResponseEntity.noContent().header(NEXT, page.next()).build();
        }
        String body = page.events().get(0).body();
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(CLOUD_EVENT))
                .header(NEXT, page.next())
                .header(SIGNATURE, signer.sign(body))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(body.getBytes(StandardCharsets.UTF_8));
    }

    private static ErrorResponseException problem(HttpStatus status, String detail) {
        ErrorResponseException problem = new ErrorResponseException(status);
        problem.setDetail(detail);
        return problem;
    }
}
