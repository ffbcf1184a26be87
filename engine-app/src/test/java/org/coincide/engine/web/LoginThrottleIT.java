package org.coincide.engine.web;

import static java.util.concurrent.TimeUnit.MINUTES;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.coincide.engine.accounts.Credentials;
import org.coincide.engine.support.LoopbackClient;
import org.coincide.engine.support.LoopbackClient.Response;
import org.coincide.engine.web.login.PasswordChecks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Wrong passwords: their address has to wait, and the account stays open to everybody else. */
@WholeServer
class LoginThrottleIT extends HttpProbe {

    @Autowired
    PasswordChecks checks;

    @Autowired
    InputProperties limits;

    @Test
    void wrongPasswordsOfAnAddressLockNobodyOut() throws Exception {
        LoopbackClient attacker = new LoopbackClient("127.0.0.66", port);
        String operator = secrets.operator().name();
        int refused = 0;
        for (int attempt = 0; attempt < 1_000; attempt++) {
            Response answer = attacker.get("/engine-rest/engine", basic(new Credentials(operator, "guess" + attempt)));
            assertThat(answer.status()).isIn(401, 429);
            refused += answer.status() == 429 ? 1 : 0;
        }
        assertThat(refused).isPositive();

        LoopbackClient elsewhere = new LoopbackClient("127.0.0.67", port);
        assertThat(elsewhere
                        .get("/engine-rest/engine", basic(secrets.operator()))
                        .status())
                .isEqualTo(200);
        assertThat(elsewhere
                        .get("/api/operations/stock", basic(secrets.operator()))
                        .status())
                .isEqualTo(200);
        assertThat(logIn(elsewhere, secrets.operator()).status()).isEqualTo(200);
        await().atMost(30, SECONDS)
                .untilAsserted(() -> assertThat(attacker.get("/engine-rest/engine", basic(secrets.operator()))
                                .status())
                        .isEqualTo(200));
    }

    @Test
    void wrongPasswordsAtCamundasLoginLockNobodyOut() throws Exception {
        LoopbackClient attacker = new LoopbackClient("127.0.0.68", port);
        List<Response> refused = new ArrayList<>();
        for (int attempt = 0; attempt < 250; attempt++) {
            Response answer = logIn(attacker, new Credentials(secrets.operator().name(), "guess" + attempt));
            assertThat(answer.status()).isIn(401, 429);
            if (answer.status() == 429) {
                refused.add(answer);
            }
        }
        assertThat(refused).isNotEmpty().allSatisfy(answer -> {
            assertThat(answer.header("Retry-After")).isPresent();
            assertThat(answer.header("Content-Type").orElseThrow()).startsWith("application/problem+json");
        });

        assertThat(logIn(new LoopbackClient("127.0.0.69", port), secrets.operator())
                        .status())
                .isEqualTo(200);
        await().atMost(30, SECONDS)
                .untilAsserted(() ->
                        assertThat(logIn(attacker, secrets.operator()).status()).isEqualTo(200));
    }

    /** A user who has logged in from the address before is let in while it has to wait, such as behind a common proxy. */
    @Test
    void aKnownUserNeedNotWaitForANeighbour() throws Exception {
        LoopbackClient proxy = new LoopbackClient("127.0.0.70", port);
        assertThat(proxy.get("/engine-rest/engine", basic(secrets.operator())).status())
                .isEqualTo(200);
        for (int attempt = 0; attempt < 250; attempt++) {
            proxy.get("/engine-rest/engine", basic(new Credentials("anybody", "guess")));
        }
        await().until(() -> proxy.get("/engine-rest/engine", basic(new Credentials("anybody", "guess")))
                        .status()
                == 429);
        assertThat(proxy.get("/engine-rest/engine", basic(secrets.operator())).status())
                .isEqualTo(200);
        assertThat(logIn(proxy, secrets.operator()).status()).isEqualTo(200);
    }

    /** Secrets of systems are random: the right one is always accepted. */
    @Test
    void systemsWithTheRightSecretNeverWait() throws Exception {
        LoopbackClient address = new LoopbackClient("127.0.0.71", port);
        int refused = 0;
        for (String path :
                new String[] {"/api/trades", "/api/bank/probe", "/api/carrier/probe", "/api/provider/probe"}) {
            for (int attempt = 0; attempt < 250; attempt++) {
                int status = address.get(path, basic(new Credentials("acme", "guess" + attempt)))
                        .status();
                assertThat(status).isIn(401, 429);
                refused += status == 429 ? 1 : 0;
            }
        }
        assertThat(refused).isPositive();
        assertThat(address.get("/api/trades", basic(acme())).status()).isEqualTo(200);
        assertThat(address.get("/api/bank/probe", basic(secrets.bank())).status())
                .isEqualTo(200);
        assertThat(address.get("/api/carrier/probe", basic(secrets.carrier())).status())
                .isEqualTo(200);
        assertThat(address.get("/api/provider/probe", basic(secrets.provider())).status())
                .isEqualTo(200);
        assertThat(address.get("/engine-rest/engine", basic(secrets.operator())).status())
                .isEqualTo(200);
    }

    /** Camunda's API to check a password, by the address and by the user: a right password is not reported as a wrong one. */
    @Test
    void aPasswordIsNotCalledWrongWithoutACheck() throws Exception {
        LoopbackClient address = new LoopbackClient("127.0.0.74", port);
        List<Response> refused = new ArrayList<>();
        for (int attempt = 0; attempt < 250; attempt++) {
            Response answer = verify(address, new Credentials("anybody", "guess" + attempt));
            assertThat(answer.status()).isIn(200, 429);
            if (answer.status() == 429) {
                refused.add(answer);
            }
        }
        assertThat(refused).isNotEmpty().allSatisfy(answer -> {
            assertThat(answer.header("Retry-After")).isPresent();
            assertThat(answer.text())
                    .contains("Too many wrong passwords came from this address. Retry after ")
                    .contains("\"type\":\"urn:coincide:problem:too-many-wrong-passwords\"");
        });
        assertThat(verify(address, secrets.operator())).satisfies(answer -> {
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.text()).contains("\"authenticated\":true");
        });
    }

    /** Each place where a password is checked answers 429 when its turn does not come in time. */
    @Test
    void anyLoginWaitsForItsTurnToBeChecked() throws Exception {
        CamundaSession cockpit = new CamundaSession(port);
        cockpit.logIn(secrets.operator(), "cockpit");
        cockpit.get("/user/count"); // The next token.
        CountDownLatch begun = new CountDownLatch(limits.passwordChecks());
        CountDownLatch answered = new CountDownLatch(1);
        for (int turn = 0; turn < limits.passwordChecks(); turn++) {
            CompletableFuture.runAsync(
                    () -> checks.inTurn(() -> {
                        begun.countDown();
                        return awaited(answered);
                    }),
                    task -> new Thread(task).start());
        }
        assertThat(awaited(begun)).isTrue();
        try {
            String login = "\"%s\",\"password\":\"%s\"}"
                    .formatted(secrets.operator().name(), secrets.operator().password());
            var answers = Stream.<Callable<HttpResponse<String>>>of(
                            () -> post("/api/operations/session", null, "{\"name\":" + login),
                            () -> get("/engine-rest/engine", secrets.operator()),
                            () -> new CamundaSession(port).login(secrets.operator(), "cockpit"),
                            () -> new CamundaSession(port).login(secrets.operator(), "tasklist"),
                            () -> cockpit.post("/identity/verify", "{\"username\":" + login),
                            () -> cockpit.put(
                                    "/user/" + secrets.operator().name() + "/credentials",
                                    "{\"authenticatedUserPassword\":\"a\",\"password\":\"b\"}"))
                    .map(LoginThrottleIT::begun)
                    .toList();

            assertThat(answers).map(CompletableFuture::join).allSatisfy(answer -> {
                assertProblem(answer, 429);
                assertThat(answer.body())
                        .contains("Too many logins are being checked. Retry after 5 seconds.")
                        .contains("\"type\":\"urn:coincide:problem:too-many-logins\"");
                assertThat(answer.headers().firstValue("Retry-After")).contains("5");
            });
        } finally {
            answered.countDown();
        }
        assertThat(get("/engine-rest/engine", secrets.operator()).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "username=operator",
                "password=guess",
                "username=&password=",
                "username=operator&password=%00"
            })
    void anIncompleteLoginIsRefusedAtCamundasForm(String form) throws Exception {
        assertThat(new CamundaSession(port).login(form, "cockpit").statusCode()).isIn(400, 401);
    }

    /** Checks a password by Camunda's API, as a program of the operator. */
    private Response verify(LoopbackClient client, Credentials login) throws Exception {
        return client.send(
                "POST",
                "/engine-rest/identity/verify",
                "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(login.name(), login.password()),
                "Content-Type: application/json",
                basic(secrets.operator()));
    }

    private static CompletableFuture<HttpResponse<String>> begun(Callable<HttpResponse<String>> request) {
        CompletableFuture<HttpResponse<String>> answer = new CompletableFuture<>();
        new Thread(() -> {
                    try {
                        answer.complete(request.call());
                    } catch (Exception failed) {
                        answer.completeExceptionally(failed);
                    }
                })
                .start();
        return answer;
    }

    private static boolean awaited(CountDownLatch latch) {
        try {
            return latch.await(1, MINUTES);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String basic(Credentials login) {
        String pair = login.name() + ":" + login.password();
        return "Authorization: Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }
}
