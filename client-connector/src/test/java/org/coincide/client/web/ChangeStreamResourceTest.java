package org.coincide.client.web;

import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.util.unit.DataSize;

class ChangeStreamResourceTest {

    @Test
    void anOpenChangeStreamDoesNotDelayShutdown() throws IOException {
        var watch = new ChangeStreamResource(new WebProperties(
                Set.of("localhost"),
                DataSize.ofKilobytes(256),
                5,
                Duration.ofMinutes(10),
                Duration.ofMillis(250),
                Map.of()));
        var page = watch.open(new MockHttpServletRequest());

        watch.close();

        assertThatIllegalStateException().isThrownBy(() -> page.send("look")).withMessageContaining("completed");
    }
}
