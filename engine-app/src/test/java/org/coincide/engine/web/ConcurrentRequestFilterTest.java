package org.coincide.engine.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** A request that is in progress is one whose chain has not returned: each begins the next. */
class ConcurrentRequestFilterTest {

    private static final int LIMIT = 80;

    private final ConcurrentRequestFilter filter = new ConcurrentRequestFilter(
            request -> request.getRemoteUser(), LIMIT, new SecurityProblemHandler(new ObjectMapper()));

    @Test
    void oneSubjectHasAtMostHalf() {
        AtomicInteger accepted = new AtomicInteger();
        inProgress(Stream.generate(() -> "acme").limit(200), user -> accepted.incrementAndGet());
        assertThat(accepted).hasValue(LIMIT / 2);
    }

    @Test
    void slowReadersWithLoginsLeaveRoomForAnother() {
        Stream<String> readers = Stream.of("acme", "globex", "initech", "hooli")
                .flatMap(client -> Stream.generate(() -> client).limit(100));
        AtomicInteger accepted = new AtomicInteger();
        inProgress(Stream.concat(readers, Stream.of("umbrella")), user -> {
            if (user.equals("umbrella")) {
                accepted.incrementAndGet();
            }
        });
        assertThat(accepted).hasValue(1);
    }

    @Test
    void requestsThatEndedNoLongerCount() {
        AtomicInteger accepted = new AtomicInteger();
        for (int i = 0; i < 2 * LIMIT; i++) {
            inProgress(Stream.of("acme"), user -> accepted.incrementAndGet());
        }
        assertThat(accepted).hasValue(2 * LIMIT);
    }

    private void inProgress(Stream<String> users, Consumer<String> accepted) {
        begin(users.iterator(), accepted);
    }

    private void begin(Iterator<String> users, Consumer<String> accepted) {
        while (users.hasNext()) {
            String user = users.next();
            MockHttpServletRequest request = new MockHttpServletRequest();
            request.setRemoteUser(user);
            FilterChain chain = (read, written) -> {
                accepted.accept(user);
                begin(users, accepted);
            };
            try {
                filter.doFilter(request, new MockHttpServletResponse(), chain);
            } catch (IOException | ServletException failed) {
                throw new AssertionError(failed);
            }
        }
    }
}
