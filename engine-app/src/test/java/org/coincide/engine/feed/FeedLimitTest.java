package org.coincide.engine.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.security.Principal;
import java.time.Duration;
import java.util.List;
import org.coincide.engine.journal.EventFeed;
import org.coincide.engine.signatures.MessageSigner;
import org.coincide.engine.statements.ClientPositions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.context.request.async.DeferredResult;

/** The number of messages of a page of the feed. */
class FeedLimitTest {

    private static final Principal ACME = () -> "acme";

    private final EventFeed feed = mock(EventFeed.class);

    @BeforeEach
    void haveNoMessages() {
        when(feed.after(any(), anyLong(), anyInt())).thenReturn(List.of());
    }

    @ParameterizedTest
    @CsvSource({"50, 50", "100, 100", "500, 100"})
    void aRequestWithoutALimitGetsWhatOperatorsAllow(int batch, int expected) {
        read(batch, null, MediaType.APPLICATION_JSON_VALUE);

        verify(feed).after(eq("acme"), anyLong(), eq(expected));
    }

    @Test
    void aLimitAboveWhatOperatorsAllowIsRefused() {
        assertThatThrownBy(() -> read(50, 51, MediaType.APPLICATION_JSON_VALUE))
                .isInstanceOfSatisfying(ErrorResponseException.class, refused -> assertThat(
                                refused.getBody().getDetail())
                        .isEqualTo("The limit is 51. Use a value from 1 to 50."));
    }

    @Test
    void aSingleCloudEventIsAskedForInAnyCase() {
        assertThat(read(100, null, "Application/CloudEvents+JSON").getResult())
                .isInstanceOfSatisfying(
                        ResponseEntity.class,
                        none -> assertThat(none.getStatusCode().value()).isEqualTo(204));
    }

    private DeferredResult<ResponseEntity<byte[]>> read(int batch, Integer limit, String accept) {
        FeedProperties properties =
                new FeedProperties(Duration.ofDays(30), Duration.ofSeconds(60), Duration.ofSeconds(1), 200, 4, batch);
        return new FeedResource(
                        feed,
                        mock(FeedWaiters.class),
                        properties,
                        new ObjectMapper(),
                        mock(MessageSigner.class),
                        mock(ClientPositions.class))
                .events(null, "0s", limit, accept, ACME);
    }
}
