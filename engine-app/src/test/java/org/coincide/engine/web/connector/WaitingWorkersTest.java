package org.coincide.engine.web.connector;

import static org.assertj.core.api.Assertions.assertThat;

import org.camunda.bpm.spring.boot.starter.rest.CamundaBpmRestInitializer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** Workers that ask for tasks while the server stops. */
class WaitingWorkersTest {

    private static final String FETCH = "/engine-rest/external-task/fetchAndLock";

    private final WaitingWorkers workers =
            new WaitingWorkers(new StaticListableBeanFactory().getBeanProvider(CamundaBpmRestInitializer.class));

    @Test
    void aWorkerIsServedWhileTheServerRuns() throws Exception {
        workers.start();
        assertThat(request(FETCH).getStatus()).isEqualTo(200);
    }

    @Test
    void aWorkerThatAsksDuringAStopIsRefused() throws Exception {
        workers.start();
        workers.stop();
        MockHttpServletResponse refused = request(FETCH);
        assertThat(refused.getStatus()).isEqualTo(503);
        assertThat(refused.getContentAsString()).contains("The server is stopping.");
    }

    @Test
    void otherRequestsEndDuringAStop() throws Exception {
        workers.start();
        workers.stop();
        assertThat(request("/engine-rest/external-task/1/complete").getStatus()).isEqualTo(200);
    }

    private MockHttpServletResponse request(String path) throws Exception {
        MockHttpServletResponse response = new MockHttpServletResponse();
        workers.doFilter(new MockHttpServletRequest("POST", path), response, new MockFilterChain());
        return response;
    }
}
