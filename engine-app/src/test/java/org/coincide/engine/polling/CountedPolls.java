package org.coincide.engine.polling;

import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.context.annotation.Primary;

/** Counts the wakes of a server's polls. */
@Primary
public class CountedPolls extends Polls {

    private final AtomicInteger wakes = new AtomicInteger();

    CountedPolls(PollingProperties properties) {
        super(properties);
    }

    @Override
    public void wake() {
        wakes.incrementAndGet();
        super.wake();
    }

    public int wakes() {
        return wakes.get();
    }
}
