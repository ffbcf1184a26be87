package org.coincide.client.web;

import static java.util.stream.Collectors.toUnmodifiableSet;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.coincide.client.answers.AnswersChanged;
import org.coincide.client.inbox.BatchCommitted;
import org.coincide.client.integrity.VerificationFinished;
import org.coincide.client.ordering.OrdersChanged;
import org.coincide.client.settlement.TradeSettled;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.security.web.session.HttpSessionDestroyedEvent;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Server-sent events that tell pages which lists to read again, after the commit of the change. The events carry the lists' names only; pages
 * read the REST API.
 */
@RestController
class ChangeStreamResource {

    private static final String CLIENT = "client";
    private static final String TRADES = "trades";
    private static final String WARNINGS = "warnings";
    private static final String ORDERS = "orders";
    private static final String VERIFICATION = "verification";
    private static final Set<String> ALL = Set.of(CLIENT, TRADES, WARNINGS, ORDERS, VERIFICATION);

    private final WebProperties properties;
    /** The streams, each with the id of its session; an empty text for programs, which have none. */
    private final Map<SseEmitter, String> streams = new ConcurrentHashMap<>();

    /** Names of the lists that have changed since the last event. */
    private final AtomicReference<Set<String>> changed = new AtomicReference<>(Set.of());

    ChangeStreamResource(WebProperties properties) {
        this.properties = properties;
    }

    @GetMapping(path = "/api/changes", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter open(HttpServletRequest request) throws IOException {
        if (streams.size() >= properties.watchLimit()) {
            throw new ResponseStatusException(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "The limit of " + properties.watchLimit() + " change streams is reached. Poll the lists instead.");
        }
        var stream = new SseEmitter(properties.watchTime().toMillis());
        stream.onCompletion(() -> streams.remove(stream));
        stream.onTimeout(stream::complete);
        stream.onError(failure -> streams.remove(stream));
        var session = request.getSession(false);
        streams.put(stream, session == null ? "" : session.getId());
        stream.send(changeEvent(ALL));
        return stream;
    }

    /** Responds to HEAD without a stream, which would stay open and count. */
    @RequestMapping(path = "/api/changes", method = RequestMethod.HEAD, produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    ResponseEntity<Void> head() {
        return ResponseEntity.ok().contentType(MediaType.TEXT_EVENT_STREAM).build();
    }

    /** Ends the streams before the web server waits for open requests, so that no page delays the stop. */
    @EventListener(ContextClosedEvent.class)
    void close() {
        streams.keySet().forEach(SseEmitter::complete);
    }

    /** Ends the streams of a session with it. */
    @EventListener
    void close(HttpSessionDestroyedEvent session) {
        streams.forEach((stream, id) -> {
            if (id.equals(session.getId())) {
                stream.complete();
            }
        });
    }

    @TransactionalEventListener(fallbackExecution = true)
    void changed(BatchCommitted batch) {
        changed(Set.of(TRADES, WARNINGS, ORDERS));
        if (batch.withStatement()) {
            changed(Set.of(CLIENT));
        }
    }

    @TransactionalEventListener(classes = OrdersChanged.class, fallbackExecution = true)
    void ordersChanged() {
        changed(Set.of(ORDERS));
    }

    @TransactionalEventListener(classes = VerificationFinished.class, fallbackExecution = true)
    void ledgerVerified() {
        changed(Set.of(VERIFICATION));
    }

    @TransactionalEventListener(classes = TradeSettled.class, fallbackExecution = true)
    void tradeSettled() {
        changed(Set.of(TRADES, WARNINGS));
    }

    @TransactionalEventListener(classes = AnswersChanged.class, fallbackExecution = true)
    void serverAnswered() {
        changed(Set.of(WARNINGS));
    }

    private void changed(Set<String> lists) {
        changed.accumulateAndGet(lists, (before, more) -> Stream.concat(before.stream(), more.stream())
                .collect(toUnmodifiableSet()));
    }

    @Scheduled(fixedDelayString = "${coincide.web.watch-pause:250ms}")
    void sendChanges() {
        var lists = changed.getAndSet(Set.of());
        if (!lists.isEmpty()) {
            streams.keySet().forEach(stream -> send(stream, lists));
        }
    }

    private void send(SseEmitter stream, Set<String> lists) {
        try {
            stream.send(changeEvent(lists));
        } catch (IOException | IllegalStateException e) {
            // The page is closed or disconnected; it reads everything when it reconnects.
            streams.remove(stream);
        }
    }

    private static SseEmitter.SseEventBuilder changeEvent(Set<String> lists) {
        return SseEmitter.event().name("change").data(String.join(",", new TreeSet<>(lists)));
    }
}
