package org.coincide.client.web.connector;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.catalina.Context;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Errors that Tomcat reports without any filter, as during a stop. */
class ProblemReportValveTest {

    private final Tomcat tomcat = new Tomcat();

    @TempDir
    Path directory;

    @BeforeEach
    void start() throws Exception {
        tomcat.setBaseDir(directory.toString());
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        StandardHost host = (StandardHost) tomcat.getHost();
        host.setErrorReportValveClass(ProblemReportValve.class.getName());
        host.getPipeline().addValve(new ProblemReportValve(Duration.ofSeconds(7)));
        Context context = tomcat.addContext("", null);
        Tomcat.addServlet(context, "refusing", new Refusing());
        context.addServletMappingDecoded("/*", "refusing");
        tomcat.start();
    }

    @AfterEach
    void stop() throws Exception {
        tomcat.stop();
        tomcat.destroy();
    }

    @Test
    void anUnavailableServerSaysWhenToSendTheRequestAgain() throws Exception {
        HttpResponse<String> answer = answer(503);
        assertThat(answer.headers().allValues("Retry-After")).containsExactly("7");
        assertThat(answer.headers().allValues("Content-Type")).containsExactly("application/problem+json");
    }

    @Test
    void anotherErrorHasNoTime() throws Exception {
        HttpResponse<String> answer = answer(500);
        assertThat(answer.headers().allValues("Retry-After")).isEmpty();
        assertThat(answer.body()).contains("An internal error occurred.");
    }

    private HttpResponse<String> answer(int status) throws IOException, InterruptedException {
        URI address = URI.create("http://127.0.0.1:" + tomcat.getConnector().getLocalPort() + "/" + status);
        HttpResponse<String> answer =
                HttpClient.newHttpClient().send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(status);
        return answer;
    }

    /** Answers with the status that the path names. */
    private static final class Refusing extends HttpServlet {

        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.sendError(Integer.parseInt(request.getRequestURI().substring(1)));
        }
    }
}
