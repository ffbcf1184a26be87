package org.coincide.client.web;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.coincide.client.inbox.BatchCommitted;
import org.coincide.client.ordering.OrdersChanged;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Tells the pages that watch when to look again; never what has changed, which they read as anyone does. */
@RestController
class ChangeStreamResource {

    private final WebProperties properties;
    private final Set<SseEmitter> watchers = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean moved = new AtomicBoolean();

    ChangeStreamResource(WebProperties properties) {
        this.properties = properties;
    }

    @GetMapping(path = "/api/changes", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter watch() throws IOException {
        if (watchers.size() >= properties.watchLimit()) {
            throw new ResponseStatusException(
                    HttpStatus.SERVICE_UNAVAILABLE, "Too many pages are watching; ask the lists instead.");
        }
        var watcher = new SseEmitter(properties.watchTime().toMillis());
        watcher.onCompletion(() -> watchers.remove(watcher));
        watcher.onTimeout(watcher::complete);
        watcher.onError(fault -> watchers.remove(watcher));
        watchers.add(watcher);
        watcher.send(SseEmitter.event().name("look").data(""));
        return watcher;
    }

    /** Before the web server waits for open requests: a page that watches would keep this client from ending. */
    @EventListener(ContextClosedEvent.class)
    void end() {
        watchers.forEach(SseEmitter::complete);
    }

    @EventListener({BatchCommitted.class, OrdersChanged.class})
    void moved() {
        moved.set(true);
    }

    @Scheduled(fixedDelayString = "${coincide.web.watch-pause:250ms}")
    void signal() {
        if (moved.getAndSet(false)) {
            watchers.forEach(this::signal);
        }
    }

    private void signal(SseEmitter watcher) {
        try {
            watcher.send(SseEmitter.event().name("look").data(""));
        } catch (IOException | IllegalStateException e) {
            // The page is gone: nothing is lost, it asks anew when it comes back.
            watchers.remove(watcher);
        }
    }
}
