package org.coincide.client.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.head;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.coincide.client.answers.AnswersChanged;
import org.coincide.client.inbox.BatchCommitted;
import org.coincide.client.integrity.VerificationFinished;
import org.coincide.client.ordering.OrdersChanged;
import org.coincide.client.settlement.TradeSettled;
import org.coincide.client.support.EventTransactions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.util.unit.DataSize;

class ChangeStreamResourceTest {

    private final ChangeStreamResource watch = new ChangeStreamResource(new WebProperties(
            Set.of("localhost"),
            DataSize.ofKilobytes(256),
            5,
            Duration.ofMinutes(10),
            Duration.ofMillis(250),
            Map.of()));

    @Test
    void anEventNamesTheListsThatHaveChanged() throws Exception {
        var web = MockMvcBuilders.standaloneSetup(watch).build();
        var stream = web.perform(get("/api/changes")).andReturn().getResponse();
        assertThat(stream.getContentAsString()).contains("data:client,orders,trades,verification,warnings\n");

        watch.changed(new BatchCommitted(false));
        watch.sendChanges();
        assertThat(stream.getContentAsString()).endsWith("event:change\ndata:orders,trades,warnings\n\n");
        watch.ledgerVerified();
        watch.changed(new BatchCommitted(true));
        watch.sendChanges();
        assertThat(stream.getContentAsString())
                .endsWith("event:change\ndata:client,orders,trades,verification,warnings\n\n");
        int length = stream.getContentAsString().length();
        watch.sendChanges();
        assertThat(stream.getContentAsString()).hasSize(length);
    }

    /** A page that reads before the commit would read the old lists, and nothing would tell it again. */
    @ParameterizedTest
    @MethodSource("changes")
    void aChangeIsSentAfterItsCommit(Object change) throws Exception {
        var web = MockMvcBuilders.standaloneSetup(watch).build();
        var stream = web.perform(get("/api/changes")).andReturn().getResponse();
        int length = stream.getContentAsString().length();

        try (var transactions = EventTransactions.of(watch)) {
            transactions.run(publisher -> {
                publisher.publishEvent(change);
                watch.sendChanges();
                assertThat(stream.getContentAsByteArray())
                        .as("before the commit")
                        .hasSize(length);
            });
            watch.sendChanges();
            assertThat(stream.getContentAsByteArray()).as("after the commit").hasSizeGreaterThan(length);
            transactions.publishOutside(change);
            watch.sendChanges();
        }

        assertThat(stream.getContentAsString().split("event:change")).hasSize(4);
    }

    static Stream<Object> changes() {
        return Stream.of(
                new BatchCommitted(false),
                new OrdersChanged(),
                new TradeSettled("any"),
                new AnswersChanged(),
                new VerificationFinished(null));
    }

    @Test
    void aHeadRequestOpensNoStream() throws Exception {
        var web = MockMvcBuilders.standaloneSetup(watch).build();
        for (int request = 0; request < 10; request++) {
            web.perform(head("/api/changes")).andExpect(status().isOk());
        }
        web.perform(get("/api/changes")).andExpect(status().isOk());
    }

    @Test
    void anOpenChangeStreamDoesNotDelayShutdown() throws IOException {
        var page = watch.open(new MockHttpServletRequest());

        watch.close();

        assertThatIllegalStateException().isThrownBy(() -> page.send("look")).withMessageContaining("completed");
    }
}
