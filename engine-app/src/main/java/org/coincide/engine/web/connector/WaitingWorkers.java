package org.coincide.engine.web.connector;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.camunda.bpm.engine.rest.impl.FetchAndLockContextListener;
import org.camunda.bpm.engine.rest.spi.FetchAndLockHandler;
import org.camunda.bpm.spring.boot.starter.rest.CamundaBpmRestInitializer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The workers that wait for tasks, by long requests. At a stop they are answered first, because the web server waits for the end of each
 * request, and engine-rest answers them only after that. A worker that asks after them is refused: nobody would answer it.
 */
@Component
class WaitingWorkers extends OncePerRequestFilter implements SmartLifecycle {

    private static final String FETCH = "/external-task/fetchAndLock";

    /** Held to read while a request is handed to engine-rest, and to write at the stop: no request is handed over after it. */
    private final ReadWriteLock stopping = new ReentrantReadWriteLock();

    private final ObjectProvider<CamundaBpmRestInitializer> engineRest;
    private volatile boolean running;

    WaitingWorkers(ObjectProvider<CamundaBpmRestInitializer> engineRest) {
        this.engineRest = engineRest;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getRequestURI().endsWith(FETCH);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!stopping.readLock().tryLock()) {
            refuse(response);
            return;
        }
        try {
            if (running) {
                chain.doFilter(request, response);
            } else {
                refuse(response);
            }
        } finally {
            stopping.readLock().unlock();
        }
    }

    private static void refuse(HttpServletResponse response) throws IOException {
        Problems.write(response, HttpStatus.SERVICE_UNAVAILABLE, "The server is stopping. Ask again later.");
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        stopping.writeLock().lock();
        try {
            FetchAndLockHandler waiting = FetchAndLockContextListener.getFetchAndLockHandler();
            if (waiting != null && engineRest.getIfAvailable() != null) {
                waiting.shutdown();
            }
        } finally {
            stopping.writeLock().unlock();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the web server, at a stop. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE;
    }
}
