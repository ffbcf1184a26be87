package org.coincide.engine.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.Stream;
import org.coincide.engine.support.LoopbackClient;
import org.coincide.engine.support.LoopbackClient.Response;
import org.junit.jupiter.api.Test;

/** Spellings of paths that could get around a rule of access: each is refused, without foreign data and without noise. */
@WholeServer
class PathTrickIT extends HttpProbe {

    private static final List<String> TARGETS = List.of(
            "/engine-rest/engine",
            "/engine-rest/process-definition",
            "/engine-rest/user",
            "/api/operations/stock",
            "/api/trades",
            "/api/bank/payments",
            "/camunda/api/engine/engine/default/user",
            "/camunda/api/admin/setup/default/user/create",
            "/camunda/app/admin/default/setup",
            "/actuator/env",
            "/error");

    @Test
    void noSpellingOfAPathGetsAroundItsRule() throws Exception {
        LoopbackClient stranger = new LoopbackClient("127.0.0.74", port);
        List<String> tricks = TARGETS.stream().flatMap(PathTrickIT::spellings).toList();
        assertThat(tricks).hasSizeGreaterThan(1_000);
        List<String> wrong = new ArrayList<>();
        AtomicLong logged = new AtomicLong();
        Handler counter = counting(logged);
        Logger.getLogger("").addHandler(counter);
        try {
            for (String trick : tricks) {
                for (String login : new String[] {"", basic("acme", acme().password())}) {
                    Response answer = stranger.send(
                            "GET " + trick + " HTTP/1.1\r\nHost: x\r\n" + login + "Connection: close\r\n\r\n");
                    if (isWrong(answer)) {
                        wrong.add(
                                trick + " " + answer.text().lines().findFirst().orElse(""));
                    }
                }
            }
        } finally {
            Logger.getLogger("").removeHandler(counter);
        }
        assertThat(wrong).isEmpty();
        assertThat(logged.get())
                .as("characters of log for %d requests", 2 * tricks.size())
                .isLessThan(20_000);
    }

    /** Tomcat's log, with stack traces. */
    private static Handler counting(AtomicLong characters) {
        return new Handler() {
            private final SimpleFormatter format = new SimpleFormatter();

            @Override
            public void publish(LogRecord line) {
                characters.addAndGet(format.format(line).length());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
    }

    /** Right are a refusal as a problem, what Camunda's pages show to everybody, and nothing that names users, stock or models. */
    private static boolean isWrong(Response answer) {
        int status = answer.status();
        if (status == 0) {
            return !answer.text().isEmpty() && !answer.text().contains("\"status\":400");
        }
        boolean problem = answer.header("Content-Type").orElse("").startsWith("application/problem+json");
        return status >= 500
                || status == 400 && !problem
                || status == 200
                        && Stream.of("\"firstName\"", "\"deploymentId\"", "\"onHand\"", "java.")
                                .anyMatch(answer.text()::contains);
    }

    private static Stream<String> spellings(String target) {
        List<String> spellings = new ArrayList<>();
        String[] segments = target.substring(1).split("/");
        for (String trick : List.of(
                "/%s",
                "./%s",
                "x/../%s",
                ";/%s",
                ";x=y/%s",
                "..;/%s",
                "%%2e/%s",
                "%%2e%%2e/%s",
                "x/..;/%s",
                "%%2f%s",
                "%%5c%s",
                "\\%s",
                "%%00/%s",
                "%%252f%s",
                "%%c0%%af%s",
                "%%ff/%s",
                "%%u002f%s",
                "%s;x=y",
                "%s;",
                "%s%%00",
                "%s%%20",
                "%s.",
                "%s%%2e",
                "%s..;",
                "%s%%0d%%0a",
                "%s%%09",
                "%s?",
                "%s#",
                "%s%%3b",
                "%s%%3f",
                "%s%%23",
                "%s%%",
                "%s%%zz",
                "%s\t",
                "%s\u0001",
                "%s{",
                "%s|",
                "%s^",
                "%s\u00e4")) {
            for (int at = 0; at < segments.length; at++) {
                List<String> changed = new ArrayList<>(List.of(segments));
                changed.set(at, trick.formatted(segments[at]));
                spellings.add("/" + String.join("/", changed));
            }
        }
        for (int at = 1; at < target.length(); at++) {
            if (Character.isLetter(target.charAt(at))) {
                String encoded = "%%%02x".formatted((int) target.charAt(at));
                spellings.add(target.substring(0, at) + encoded + target.substring(at + 1));
                spellings.add(
                        target.substring(0, at) + Character.toUpperCase(target.charAt(at)) + target.substring(at + 1));
            }
        }
        spellings.addAll(List.of(
                target + "/",
                target + "//",
                target + "/.",
                target + "/..",
                target + "/.json",
                "http://x" + target,
                "x" + target,
                "*",
                "",
                "//x" + target,
                target + "?a=%00",
                target + "?%",
                target + "?a[]=|"));
        return spellings.stream();
    }

    private static String basic(String name, String password) {
        return "Authorization: Basic "
                + Base64.getEncoder().encodeToString((name + ":" + password).getBytes(StandardCharsets.UTF_8))
                + "\r\n";
    }
}
