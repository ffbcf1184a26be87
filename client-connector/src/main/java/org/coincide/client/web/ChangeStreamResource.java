package org.coincide.client.web;

import java.io.IOException;
import java.util.Set;
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
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Server-sent events that tell pages to read again. The events carry no data; pages read the REST API. */
@RestController
class ChangeStreamResource {

    private final WebProperties properties;
    private final Set<SseEmitter> streams = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean changed = new AtomicBoolean();

    ChangeStreamResource(WebProperties properties) {
        this.properties = properties;
    }

    @GetMapping(path = "/api/changes", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter open() throws IOException {
        if (streams.size() >= properties.watchLimit()) {
            throw new ResponseStatusException(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "The limit of " + properties.watchLimit() + " change streams is reached. Poll the lists instead.");
        }
        var stream = new SseEmitter(properties.watchTime().toMillis());
        stream.onCompletion(() -> streams.remove(stream));
        stream.onTimeout(stream::complete);
        stream.onError(failure -> streams.remove(stream));
        streams.add(stream);
        stream.send(changeEvent());
        return stream;
    }

    /** Ends the streams before the web server waits for open requests, so that no page delays the stop. */
    @EventListener(ContextClosedEvent.class)
    void close() {
        streams.forEach(SseEmitter::complete);
    }

    @EventListener({BatchCommitted.class, OrdersChanged.class, VerificationFinished.class, TradeSettled.class})
    void changed() {
        changed.set(true);
    }

    @Scheduled(fixedDelayString = "${coincide.web.watch-pause:250ms}")
    void sendChanges() {
        if (changed.getAndSet(false)) {
            streams.forEach(this::send);
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
