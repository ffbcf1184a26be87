package org.coincide.engine.trade;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import com.fasterxml.uuid.UUIDClock;
import java.time.Clock;
import org.springframework.stereotype.Component;

/**
 * Generates all ids: UUIDs of version 7, which begin with the time in milliseconds. New rows so come to the end of each index. The other
 * 74 bits are random, anew for each id, so that nobody derives the id of another client from an own one.
 */
@Component
public class Identifiers {

    private final NoArgGenerator uuids;

    public Identifiers(Clock clock) {
        // No random numbers of our own: those of the generator are SecureRandom's.
        uuids = Generators.timeBasedEpochRandomGenerator(null, new UUIDClock() {
            @Override
            public long currentTimeMillis() {
                return clock.millis();
            }
        });
    }

    /** Returns a new id, as a lower-case UUID. */
    public String next() {
        return uuids.generate().toString();
    }
}
