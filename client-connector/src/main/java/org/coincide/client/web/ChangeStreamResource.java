package org.coincide.client.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.coincide.client.inbox.BatchCommitted;
import org.coincide.client.integrity.VerificationFinished;
import org.coincide.client.ordering.OrdersChanged;
import org.coincide.client.settlement.TradeSettled;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.security.web.session.HttpSessionDestroyedEvent;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Server-sent events that tell pages to read again. The events carry no data; pages read the REST API. */
@RestController
class ChangeStreamResource {

    private final WebProperties properties;
    /** The streams, each with the id of its session; an empty text for programs, which have none. */
    private final Map<SseEmitter, String> streams = new ConcurrentHashMap<>();

    private final AtomicBoolean changed = new AtomicBoolean();

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
        stream.send(changeEvent());
        return stream;
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

    @EventListener({BatchCommitted.class, OrdersChanged.class, VerificationFinished.class, TradeSettled.class})
    void changed() {
        changed.set(true);
    }

    @Scheduled(fixedDelayString = "${coincide.web.watch-pause:250ms}")
    void sendChanges() {
        if (changed.getAndSet(false)) {
            streams.keySet().forEach(this::send);
        }
    }

    private void send(SseEmitter stream) {
        try {
            stream.send(changeEvent());
        } catch (IOException | IllegalStateException e) {
            // The page is closed or disconnected; it reads everything when it reconnects.
            streams.remove(stream);
        }
    }

    private static SseEmitter.SseEventBuilder changeEvent() {
        return SseEmitter.event().name("change").data("");
    }
}
