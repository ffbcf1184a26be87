package org.coincide.engine.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.coincide.engine.accounts.Credentials;
import org.coincide.engine.support.CapturedLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Logins of people, clients and partners, by endpoint. */
@WholeServer
class LoginsIT extends HttpProbe {

    @Test
    void aClientIsKnownByItsId() throws Exception {
        HttpResponse<String> answer = get("/api/probe/whoami", acme());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("acme");
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
    }

    @Test
    void partnersReachOnlyTheirOwnEndpoints() throws Exception {
        assertThat(get("/api/carrier/probe", secrets.carrier()).statusCode()).isEqualTo(200);
        assertThat(get("/api/bank/probe", secrets.bank()).statusCode()).isEqualTo(200);
        assertThat(get("/api/provider/probe", secrets.provider()).statusCode()).isEqualTo(200);
        for (Credentials stranger :
                new Credentials[] {null, acme(), secrets.operator(), secrets.server(), secrets.bank()}) {
            assertThat(get("/api/carrier/probe", stranger).statusCode())
                    .as("%s", stranger)
                    .isIn(401, 403);
        }
        for (Credentials stranger :
                new Credentials[] {null, acme(), secrets.operator(), secrets.server(), secrets.carrier()}) {
            assertThat(get("/api/bank/probe", stranger).statusCode())
                    .as("%s", stranger)
                    .isIn(401, 403);
        }
        for (Credentials stranger :
                new Credentials[] {null, acme(), secrets.operator(), secrets.carrier(), secrets.bank()}) {
            assertThat(get("/api/provider/probe", stranger).statusCode())
                    .as("%s", stranger)
                    .isIn(401, 403);
        }
        for (Credentials partner : new Credentials[] {secrets.carrier(), secrets.bank(), secrets.provider()}) {
            for (String path : new String[] {"/api/probe/whoami", "/api/operations/probe", "/engine-rest/engine"}) {
                assertThat(get(path, partner).statusCode()).as("%s", partner).isEqualTo(401);
            }
        }
    }

    @Test
    void operatorsAloneEnterOperations() throws Exception {
        assertThat(get("/api/operations/probe", secrets.operator()).body()).isEqualTo("operator");
        for (Credentials stranger : new Credentials[] {null, acme(), secrets.server()}) {
            assertThat(get("/api/operations/probe", stranger).statusCode())
                    .as("%s", stranger)
                    .isEqualTo(401);
        }
    }

    @Test
    void theUnauthorizedResponseNamesTheScheme() throws Exception {
        for (Credentials stranger : new Credentials[] {
            null,
            new Credentials("acme", "guess"),
            new Credentials("acme", ""),
            new Credentials("acme", secrets.ofClient("globex")),
            new Credentials("ACME", secrets.ofClient("acme")),
            new Credentials("nobody", secrets.ofClient("acme")),
            secrets.operator(),
            secrets.carrier(),
            secrets.bank(),
            secrets.provider(),
            secrets.server()
        }) {
            HttpResponse<String> answer = get("/api/probe/whoami", stranger);

            assertThat(answer.statusCode()).as("%s", stranger).isEqualTo(401);
            assertThat(answer.headers().firstValue("WWW-Authenticate").orElseThrow())
                    .startsWith("Basic");
            assertProblem(answer, 401);
        }
    }

    @Test
    void onlyOperatorsUseEngineRest() throws Exception {
        assertThat(get("/engine-rest/process-definition", secrets.operator()).statusCode())
                .isEqualTo(200);
        assertThat(get("/engine-rest/user/operator/profile", secrets.operator()).body())
                .contains("Operator");
        for (Credentials stranger : new Credentials[] {
            null, acme(), secrets.server(), new Credentials(secrets.operator().name(), "guess")
        }) {
            for (String path :
                    new String[] {"/engine-rest/engine", "/engine-rest/process-definition", "/engine-rest/"}) {
                assertProblem(get(path, stranger), 401);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site"})
    void aPageOfAnotherSiteCannotUseAStoredLogin(String site) throws Exception {
        HttpRequest.Builder request =
                request("/engine-rest/process-definition", secrets.operator()).header("Sec-Fetch-Site", site);
        assertProblem(send(request), 403);
    }

    @Test
    void aPageOfAnotherSiteCannotLogAnybodyIn() throws Exception {
        HttpRequest.Builder forged = request("/camunda/api/admin/auth/user/default/login/cockpit", null)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(
                        "username=operator&password=" + secrets.operator().password()));

        HttpResponse<String> answer = send(forged);

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.headers().firstValue("X-XSRF-TOKEN")).hasValue("Required");
    }

    @Test
    void aRefusedLoginIsLogged() throws Exception {
        try (CapturedLog log = CapturedLog.of(SecurityEventLogger.LOGGER)) {
            get("/api/probe/whoami", new Credentials("nobody", "guess"));
            get("/engine-rest/task", new Credentials("intruder", "guess"));

            assertThat(log.messages())
                    .anySatisfy(message -> assertThat(message).contains("nobody", "127.0.0.1"))
                    .anySatisfy(message -> assertThat(message).contains("intruder"))
                    .noneSatisfy(message -> assertThat(message).contains("guess"));
            assertThat(log.contextValues("peer"))
                    .as("the addresses for which the log's limit counts")
                    .containsExactly("127.0.0.1");
        }
    }
}
