package org.coincide.engine.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.coincide.engine.broker.recovery.BrokerStoresMissing;
import org.coincide.engine.journal.Outbox;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** A statement about all messages of a month would take longer than the database allows, and the broker would not start. */
class BrokerRefillTest {

    private static final Instant NOW = Instant.parse("2026-12-03T06:00:00Z");
    private static final int LONGEST = 500;

    private final Outbox outbox = mock(Outbox.class);
    private final RelayProperties properties =
            new Binder(new MapConfigurationPropertySource(Map.of())).bindOrCreate("x", RelayProperties.class);
    private final BrokerRefill refill = new BrokerRefill(outbox, properties, Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void eachStatementIsAboutAFewMessages() {
        List<Long> marked = marked(3, 2_503);

        assertThat(marked)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(3, 2_503).boxed().toList());
    }

    @Test
    void withoutMessagesNothingIsSentAgain() {
        assertThat(marked(1, 0)).isEmpty();
    }

    /** Returns the numbers of the messages about which there was a statement, in their order. */
    private List<Long> marked(long first, long last) {
        List<Long> marked = new ArrayList<>();
        when(outbox.firstId()).thenReturn(first);
        when(outbox.lastId()).thenReturn(last);
        when(outbox.resendAll(any(), any(), anyLong(), anyLong())).thenAnswer(call -> {
            assertThat(call.<Set<String>>getArgument(0)).containsExactly("shop");
            assertThat(call.<Instant>getArgument(1)).isEqualTo(NOW.minus(properties.refill()));
            List<Long> part = LongStream.rangeClosed(call.<Long>getArgument(2), call.<Long>getArgument(3))
                    .boxed()
                    .toList();
            assertThat(part).hasSizeBetween(1, LONGEST);
            marked.addAll(part);
            return part.size();
        });
        refill.refill(new BrokerStoresMissing(Set.of("shop")));
        return marked;
    }
}
