package org.coincide.client.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.catalina.core.StandardHost;
import org.coincide.client.contract.Amounts;
import org.coincide.client.contract.Statuses;
import org.coincide.client.ledger.TradeSearch;
import org.coincide.client.verification.Trade;
import org.coincide.client.web.connector.ProblemReportValve;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** Exports by a real web server from a ledger that fails. */
class ExportResourceTest {

    private final TradeSearch search = mock(TradeSearch.class);
    private final AnnotationConfigServletWebServerApplicationContext context =
            new AnnotationConfigServletWebServerApplicationContext();

    @Configuration
    @EnableWebMvc
    static class WebConfiguration {}

    @RestController
    static class StreamResource {
        @GetMapping("/api/stream")
        ResponseEntity<StreamingResponseBody> stream() {
            return ResponseEntity.ok(target -> {
                target.write(new byte[100_000]);
                throw new DataAccessResourceFailureException("no database");
            });
        }
    }

    @BeforeEach
    void start() {
        var factory = new TomcatServletWebServerFactory(0);
        factory.addContextCustomizers(web -> {
            var host = (StandardHost) web.getParent();
            host.setErrorReportValveClass(ProblemReportValve.class.getName());
            host.getPipeline().addValve(new ProblemReportValve(Duration.ofSeconds(1)));
        });
        context.registerBean(TomcatServletWebServerFactory.class, () -> factory);
        context.registerBean("dispatcherServlet", DispatcherServlet.class);
        context.registerBean(TradeSearch.class, () -> search);
        context.registerBean(ObjectMapper.class, () -> new ObjectMapper().findAndRegisterModules());
        context.register(WebConfiguration.class, ExportResource.class, StreamResource.class, ApiExceptionHandler.class);
        context.refresh();
    }

    @AfterEach
    void stop() {
        context.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "jsonl"})
    void anExportThatFailsIsNotComplete(String format) {
        when(search.after(anyString(), anyInt())).thenThrow(new DataAccessResourceFailureException("no database"));
        when(search.after(eq(""), anyInt())).thenReturn(trades());

        assertThatIOException().isThrownBy(() -> exported(format));
    }

    @Test
    void anExportWithAnInternalErrorIsNotComplete() {
        when(search.after(anyString(), anyInt())).thenThrow(new IllegalStateException("a defect"));
        when(search.after(eq(""), anyInt())).thenReturn(trades());

        assertThatIOException().isThrownBy(() -> exported("csv"));
    }

    /** Evidence is written by a thread of its own. */
    @Test
    void aStreamThatFailsIsNotComplete() {
        assertThatIOException().isThrownBy(() -> get("/api/stream"));
    }

    @Test
    void anExportThatFailsAtItsBeginningIsAnsweredByAProblem() throws IOException, InterruptedException {
        when(search.after(anyString(), anyInt())).thenThrow(new DataAccessResourceFailureException("no database"));

        var response = exported("csv");

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.body()).startsWith("{\"").contains("database is unavailable");
    }

    private HttpResponse<String> exported(String format) throws IOException, InterruptedException {
        return get("/api/export/trades." + format);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        var address = URI.create("http://127.0.0.1:" + context.getWebServer().getPort() + path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static List<Trade> trades() {
        return IntStream.range(0, 500)
                .mapToObj(number -> new Trade(
                        "trade-" + number,
                        "/coincide/trades/" + number,
                        "PO-" + number,
                        "CARD",
                        1,
                        new Statuses("COMPLETED", "DELIVERED", "PAID"),
                        null,
                        9,
                        "d",
                        true,
                        List.of(),
                        new Amounts("EUR", BigDecimal.TEN, BigDecimal.TEN, BigDecimal.TEN, BigDecimal.ZERO),
                        null,
                        Instant.EPOCH,
                        Instant.EPOCH))
                .toList();
    }
}
