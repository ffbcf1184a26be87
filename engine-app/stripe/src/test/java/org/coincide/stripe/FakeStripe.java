package org.coincide.stripe;

import com.google.gson.JsonObject;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Stripe's HTTP API for PaymentIntents and refunds, with its documented states, errors and idempotency. It refuses parameters that
 * Stripe's own client library does not know. The card's token decides the behaviour: {@link FakeCards}.
 */
public final class FakeStripe implements AutoCloseable {

    /** Signing secret of the webhook. */
    public static final String SECRET = StripeFixture.SECRET;

    private static final Pattern INTENT = Pattern.compile("/v1/payment_intents/(pi_\\w+)(?:/(capture|cancel))?");
    private static final Pattern REFUND = Pattern.compile("/v1/refunds/(re_\\w+)");

    /** A response as it was first given. */
    record Answer(int status, JsonObject body) {}

    private record Stored(String request, Answer answer) {}

    private final HttpServer server;
    private final Map<String, Stored> byKey = new ConcurrentHashMap<>();
    private final List<String> requests = new ArrayList<>();
    private final FakeAccount account = new FakeAccount();
    private final List<Answer> failures = new ArrayList<>();

    public FakeStripe() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", this::handle);
        server.start();
    }

    /** The header {@code Stripe-Signature} of an event that is delivered now, with the signing secret {@link #SECRET}. */
    public static String signature(JsonObject event) {
        String body = event.toString();
        return StripeFixture.headers(body, StripeFixture.now())
                .get("Stripe-Signature")
                .get(0);
    }

    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Amount of a PaymentIntent in Stripe's units. */
    public long amountOf(String intent) {
        return account.intent(intent).get("amount").getAsLong();
    }

    /** Amount that has been captured of a PaymentIntent and not refunded, in Stripe's units. */
    public long keptOf(String intent) {
        return account.intent(intent).get("amount_received").getAsLong() - account.refunded(intent);
    }

    /** All PaymentIntents of a trade, the oldest first. */
    public List<String> intentsOf(String tradingId) {
        return account.intentsOf(tradingId);
    }

    /** Requests so far, as method and path. */
    public synchronized List<String> requests() {
        return List.copyOf(requests);
    }

    /** Answers the next request with an error and does nothing else. */
    public synchronized void failNext(int status, String type, String code) {
        failures.add(new Answer(status, FakeErrors.body(type, code, null, null)));
    }

    /** Lets the holder of a card confirm a payment. */
    public void confirm(String intent) {
        account.confirm(intent);
    }

    /** Lets every holder who has been asked to confirm do so. */
    public void confirmWaiting() {
        account.waiting().forEach(account::confirm);
    }

    /** Lets an authorization become too old. */
    public void expire(String intent) {
        account.expire(intent);
    }

    /** Captures the rest of a PaymentIntent by hand, as in Stripe's dashboard. */
    public void captureRest(String intent) {
        account.captureRest(intent);
    }

    /** Cancels a PaymentIntent by hand, as in Stripe's dashboard. */
    public void cancel(String intent) {
        account.cancel(intent);
    }

    /** Events that have not been taken, each as the body of a webhook. */
    public List<JsonObject> events() {
        return account.events();
    }

    /** Takes an event out of the list: the receiver has accepted it. */
    public void delivered(JsonObject event) {
        account.delivered(event);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            note(exchange.getRequestMethod() + " " + path);
            Answer failure = nextFailure();
            if (failure != null) {
                respond(exchange, failure, false);
                return;
            }
            if (exchange.getRequestMethod().equals("GET")) {
                respond(exchange, read(path, form(exchange.getRequestURI().getRawQuery())), false);
                return;
            }
            post(exchange, path, body);
        }
    }

    private void post(HttpExchange exchange, String path, String body) throws IOException {
        String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
        String request = path + "?" + body;
        Stored stored = key == null ? null : byKey.get(key);
        if (stored != null) {
            Answer answer = stored.request().equals(request)
                    ? stored.answer()
                    : new Answer(400, FakeErrors.body("idempotency_error", null, null, null));
            respond(exchange, answer, true);
            return;
        }
        Map<String, String> form = form(body);
        Answer answer = FakeParameters.objection(path, form).orElseGet(() -> write(path, form));
        if (key != null) {
            byKey.put(key, new Stored(request, answer));
        }
        if (account.losesAnswer(path, form)) {
            respond(exchange, new Answer(500, FakeErrors.body("api_error", null, null, null)), false);
            return;
        }
        respond(exchange, answer, false);
    }

    private Answer read(String path, Map<String, String> query) {
        Matcher intent = INTENT.matcher(path);
        if (intent.matches()) {
            return query.containsValue("latest_charge")
                    ? account.findWithCharge(intent.group(1))
                    : account.find(intent.group(1));
        }
        Matcher refund = REFUND.matcher(path);
        return refund.matches() ? account.findRefund(refund.group(1)) : account.refunds(query.get("payment_intent"));
    }

    private Answer write(String path, Map<String, String> form) {
        if (path.equals("/v1/payment_intents")) {
            return account.create(form);
        }
        if (path.equals("/v1/refunds")) {
            return account.refund(form);
        }
        Matcher intent = INTENT.matcher(path);
        if (intent.matches() && intent.group(2) != null) {
            return intent.group(2).equals("capture")
                    ? account.capture(intent.group(1), form)
                    : account.cancel(intent.group(1));
        }
        return new Answer(404, FakeErrors.body("invalid_request_error", null, null, null));
    }

    private synchronized void note(String request) {
        requests.add(request);
    }

    private synchronized Answer nextFailure() {
        return failures.isEmpty() ? null : failures.remove(0);
    }

    private static void respond(HttpExchange exchange, Answer answer, boolean replayed) throws IOException {
        byte[] body = answer.body().toString().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.getResponseHeaders().add("Request-Id", "req_fake");
        if (replayed) {
            exchange.getResponseHeaders().add("Idempotent-Replayed", "true");
        }
        exchange.sendResponseHeaders(answer.status(), body.length);
        exchange.getResponseBody().write(body);
    }

    private static Map<String, String> form(String text) {
        Map<String, String> form = new LinkedHashMap<>();
        if (text != null && !text.isEmpty()) {
            for (String pair : text.split("&")) {
                String[] parts = pair.split("=", 2);
                form.put(decoded(parts[0]), parts.length == 1 ? "" : decoded(parts[1]));
            }
        }
        return form;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
