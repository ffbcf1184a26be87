package org.coincide.engine.statements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.coincide.engine.journal.Journal;
import org.coincide.engine.retention.Removal;
import org.coincide.engine.retention.RetentionProperties;
import org.coincide.engine.statements.Statements.Numbered;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** A client that sends no receipts has many old statements, before a refusal and a confirmed statement of others. */
class StatedRangeTest {

    private static final long UNCONFIRMED = 1_200;
    private static final long REFUSAL = UNCONFIRMED + 1;
    private static final long CONFIRMED = UNCONFIRMED + 2;

    private final Statements statements = mock(Statements.class);
    private final Receipts receipts = mock(Receipts.class);
    private final Journal journal = mock(Journal.class);
    private final Removal removal = mock(Removal.class);
    private final StatedRange range = new StatedRange(
            statements,
            receipts,
            journal,
            new Binder(new MapConfigurationPropertySource(Map.of())).bindOrCreate("x", RetentionProperties.class));

    @BeforeEach
    void storeOldMessages() {
        when(journal.sentOutsideTrades(anyLong(), any(), anyInt())).thenAnswer(call -> {
            long after = call.getArgument(0);
            int limit = call.getArgument(2);
            return LongStream.rangeClosed(after + 1, CONFIRMED)
                    .limit(limit)
                    .boxed()
                    .toList();
        });
        when(statements.numbers(any())).thenAnswer(call -> call.<Collection<Long>>getArgument(0).stream()
                .filter(id -> id != REFUSAL)
                .map(id -> new Numbered(id == CONFIRMED ? "acme" : "silent", id, id))
                .toList());
        when(receipts.lastStatement("acme", 0)).thenReturn(CONFIRMED + 1);
        when(journal.remove(any(), eq(removal)))
                .thenAnswer(call -> call.<Collection<Long>>getArgument(0).size());
    }

    @Test
    void unconfirmedStatementsAreNoEnd() {
        assertThat(range.removeExpired(Instant.EPOCH, 100, removal)).isEqualTo(2);

        verify(journal).remove(List.of(REFUSAL, CONFIRMED), removal);
    }

    @Test
    void noMoreThanTheLimitIsRemoved() {
        assertThat(range.removeExpired(Instant.EPOCH, 1, removal)).isEqualTo(1);
    }
}
