import jakarta.jms.Message;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.*;
import java.util.stream.Collectors;
import org.apache.activemq.ActiveMQConnectionFactory;

/**
 * A client in Java with activemq-client alone: verifies every message of its queue, or of the conformance kit, by the contract's files.
 * Consumer CONTRACT --kit | --jms URL CLIENT SECRET ORDERS.json LEDGER.jsonl THUMBPRINT[,THUMBPRINT] [SECONDS]
 */
class Consumer extends Signatures {
    static final Set<String> GOOD = Set.of("COINCIDENT", "DUPLICATE", "REFUSED", "STATED", "ANNOUNCED");

    final String id;
    final Map<String, String> announcedBy = new HashMap<>(), bodies = new HashMap<>();
    final Set<String> revoked = new HashSet<>();
    final Map<String, Map<String, Object>> orders = new HashMap<>(), trades = new HashMap<>();
    final Map<Object, List<List<String>>> waiting = new HashMap<>();
    final Map<Object, Map<Object, List<Object>>> requests = new HashMap<>();
    Consumer(String id, List<?> pinned) { this.id = id; pinned.forEach(kid -> announcedBy.put((String) kid, null)); }
    void sent(Object order) throws Exception { orders.putIfAbsent((String) get(order, "orderReference"),
            map("digest", digest(canonical(order)), "amendments", new ArrayList<>(), "tradingId", null)); }
    boolean trusts(String kid, int depth) { return announcedBy.containsKey(kid) && !revoked.contains(kid) && depth < 100
            && (announcedBy.get(kid) == null || trusts(announcedBy.get(kid), depth + 1)); }

    /** Returns the event; null if the body is not a message of the contract. */
    static Object read(String body) {
        try {
            Object event = new Json(body).document();
            String kind = ((String) get(event, "type")).split("\\.")[1], subject = (String) get(event, "subject"), schema = (String) get(event, "dataschema");
            if (!((String) get(event, "type")).matches("trading\\.(information|processing|refusal|statement|key)\\.v1")
                    || schema != null && !schema.matches("urn:coincide:" + kind + ":1\\.[0-9]{1,9}") || !valid(load("schemas/envelope.json"), event, "envelope.json") || !valid(load("schemas/" + kind + ".json"), get(event, "data"),
                    kind + ".json")) return null;
            if (kind.equals("statement") && (!subject.equals(get(event, "data.clientId"))
                    || same(get(event, "data.number"), BigDecimal.ONE) != (get(event, "data.previousDigest") == null))) return null;
            if (!kind.equals("information") && !kind.equals("processing")) return event;
            long sequence = Long.parseLong((String) get(event, "sequence"));
            boolean first = kind.equals("information") && same(get(event, "data.revision"), BigDecimal.ONE);
            return subject.equals(get(event, "data.tradingId")) && sequence > 0 && first == (sequence == 1)
                    && ((String) get(event, "source")).matches("/[^/]*/trades/" + subject) ? event : null;
        } catch (RuntimeException e) { return null; }
    }
    /** Returns the verdict; a coincident message changes the state. */
    String receive(String body, String signature) throws Exception {
        String by = announcedBy.isEmpty() || signature == null ? null : verified(body, signature);
        boolean pins = !announcedBy.isEmpty(), believed = !pins || by != null && trusts(by, 0);
        Object event = believed ? read(body) : null;
        String kind = event == null ? "none" : ((String) get(event, "type")).split("\\.")[1], subject = event == null ? null : (String) get(event, "subject");
        boolean inTrade = kind.equals("information") || kind.equals("processing");
        BigDecimal sequence = inTrade ? number(get(event, "sequence")) : null;
        Map<String, Object> trade = inTrade ? trades.get(subject) : null;
        List<?> received = inTrade ? list(get(event, "data.lines")) : List.of();
        Map<Object, Object> now = byNumber(received), stored = byNumber(list(get(trade, "lines")));
        Set<Object> numbers = new LinkedHashSet<>(now.keySet());
        numbers.addAll(stored.keySet());
        String held = trade == null ? null : bodies.get(subject + "/" + sequence);
        Map<String, Object> input = map("message", event == null ? Map.of() : event, "type", kind, "sequence", sequence, "client", Map.of("id", id), "contract",
                load("transitions.json"),
                "trade", trade, "order", orders.get(get(event, "data.orderReference")), "requests", requests.get(get(event, "data.tradingId")), "digest", kind.equals("information")
                        ? digest(canonical(contents(get(event, "data")))) : null,
                "held", held == null ? null : held.equals(body) ? "SAME" : "OTHER", "lineNumbersUnique", now.size() == received.size(),
                "lines", numbers.stream().map(n -> map("number", n, "now", now.get(n), "stored", stored.get(n))).toList(),
                // A real client compares with its own settings: which pages it trusts, and its clock.
                "local", Map.of("signed", !pins || signature != null, "signatureValid", !pins
                        || by != null, "keyTrusted", believed, "ownServer", ownServer(body), "schemaValid", event != null, "actionTrusted", true, "timesInBounds",
                                true));
        for (Object rule : list(get(load("rules.json"), "rules"))) {
            if (!truth(evaluate(get(rule, get(rule, "violated") == null ? "applies" : "violated"), input))) continue;
            Object warning = get(rule, "warning");
            return "INVARIANT_BROKEN".equals(warning) ? warning + " " + get(rule, "id") : warning == null ? "DUPLICATE" : (String) warning;
        }
        if (kind.equals("key")) apply(get(event, "data"), by);
        if (!inTrade) return kind.equals("refusal") ? "REFUSED" : kind.equals("key") ? "ANNOUNCED" : "STATED";
        store(kind, event, get(event, "data"), subject, sequence, body);
        return "COINCIDENT";
    }
    /** Returns the verdict. A message that waits for another one of its trade is kept, and verified again when that one has come. */
    String take(String body, String signature) throws Exception {
        String verdict = receive(body, signature);
        boolean waits = List.of("SEQUENCE_GAP", "UNKNOWN_TRADE").contains(verdict), stored = verdict.equals("COINCIDENT");
        var behind = waits || stored ? waiting.computeIfAbsent(get(new Json(body).document(), "subject"), trade -> new ArrayList<>()) : null;
        if (waits) behind.add(Arrays.asList(body, signature));
        while (stored) {
            stored = false;
            for (var kept : List.copyOf(behind)) if (GOOD.contains(receive(kept.get(0), kept.get(1)))) stored = behind.remove(kept);
        }
        return verdict;
    }
    void apply(Object announcement, String by) throws Exception {
        if (get(announcement, "announced.x") instanceof String x) announcedBy.putIfAbsent(thumbprint(x), by);
        for (Object kid : list(get(announcement, "revoked"))) {
            if (!kid.equals(by)) announcedBy.put(by, null); // the successor that revokes a key stays trusted
            revoked.add((String) kid);
        }
    }
    static Map<String, Object> contents(Object data) {
        Map<String, Object> contents = map();
        for (String name : List.of("orderReference", "currency", "shipTo", "payment", "requestedDelivery")) if (get(data, name) != null) contents.put(name,
                get(data, name));
        contents.put("lines", list(get(data, "lines")).stream().map(line -> map("sku", get(line, "sku"), "quantity", get(line, "quantity"), "unitPrice",
                get(line, "unitPrice"))).toList());
        return contents;
    }
    void store(String kind, Object event, Object data, String subject, BigDecimal sequence, String body) throws Exception {
        Map<String, Object> trade = trades.computeIfAbsent(subject, opened -> map("source", get(event, "source"), "orderReference", get(data, "orderReference"),
                "heldFrom", null, "closed", false,
                "order", get(data, "statuses.order"), "delivery", get(data, "statuses.delivery"), "payment", get(data, "statuses.payment"), "amounts",
                        map("authorized", "0", "captured", "0", "refunded", "0")));
        if (kind.equals("information")) {
            Map<String, Object> amounts = map("currency", get(data, "currency"), "ordered", get(data, "total"));
            for (String name : List.of("authorized", "captured", "refunded")) amounts.put(name, get(trade, "amounts." + name));
            trade.putAll(map("paymentMethod", get(data, "payment.method"), "revision", get(data, "revision"), "amounts", amounts, "lines",
                    list(get(data, "lines")).stream().map(line -> { Map<String, Object> kept =
                    map("number", get(line, "number"), "unitPrice", get(line, "unitPrice"), "ordered", get(line, "quantity"));
                            QUANTITIES.forEach(q -> kept.put(q, BigDecimal.ZERO)); return kept; }).toList()));
            orders.get(get(data, "orderReference")).put("tradingId", subject);
        } else {
            trade.put("heldFrom", !"ON_HOLD".equals(get(data, "order")) ? null : "ON_HOLD".equals(trade.get("order")) ? trade.get("heldFrom") : trade.get("order"));
            LIFECYCLES.forEach(life -> trade.put(life, get(data, life)));
            Map<Object, Object> now = byNumber(list(get(data, "lines")));
            trade.putAll(map("amounts", get(data, "amounts"), "lines", list(trade.get("lines")).stream().map(line -> { Map<String,
                    Object> changed = map("number", get(line, "number"), "unitPrice", get(line, "unitPrice"),
                    "ordered", get(line, "ordered")); QUANTITIES.forEach(q -> changed.put(q, get(now.get(get(line, "number")), q))); return changed; }).toList()));
        }
        trade.putAll(map("sequence", sequence, "lastDigest", digest(body), "closed", truth(trade.get("closed")) || closes(trade)));
        bodies.put(subject + "/" + sequence, body);
    }

    static int kit() throws Exception {
        int different = 0;
        try (var found = Files.list(contract.resolve("conformance"))) {
            for (Path file : found.filter(path -> path.toString().endsWith(".jsonl")).sorted().toList()) {
                var client = new Consumer("acme", List.of());
                for (String line : Files.readAllLines(file)) {
                    Object step = new Json(line).document();
                    if (get(step, "pinned") != null) client = new Consumer("acme", list(get(step, "pinned")));
                    else if (get(step, "sent") != null) client.sent(get(step, "sent"));
                    else if (get(step, "amended.orderReference") instanceof String reference) client.amended(reference, get(step, "amended"));
                    else if (get(step, "requested") != null) client.requested(get(step, "requested"));
                    else {
                        String body = (String) get(step, "received"), verdict = client.receive(body, (String) get(step, "signature"));
                        if (!verdict.equals(get(step, "verdict"))) System.out.printf("%s: %s instead of %s: %.200s%n", file.getFileName(), verdict,
                                get(step, "verdict"), body);
                        different += verdict.equals(get(step, "verdict")) ? 0 : 1;
                    }
                }
            }
        }
        System.out.println(different + " verdicts differ");
        return different;
    }
    @SuppressWarnings("unchecked")
    void amended(String reference, Object order) throws Exception { ((List<Object>) orders.get(reference).get("amendments")).add(digest(canonical(order))); }

    void requested(Object request) { requests.computeIfAbsent(get(request, "tradingId"), trade -> new HashMap<>())
            .computeIfAbsent(get(request, "kind"), kind -> new ArrayList<>()).add(get(request, "id")); }

    static int jms(String url, String id, String secret, Path orders, Ledger ledger, String pinned, long seconds) throws Exception {
        var client = new Consumer(id, List.of(pinned.split(",")));
        for (Object order : list(new Json(text(orders)).document())) client.sent(order);
        for (String line : ledger.lines()) client.take((String) get(new Json(line).document(), "body"),
                (String) get(new Json(line).document(), "signature"));
        var factory = new ActiveMQConnectionFactory(id, secret, url);
        factory.getRedeliveryPolicy().setMaximumRedeliveries(-1); // an outage of the ledger is no reason to give a message up
        factory.getRedeliveryPolicy().setUseExponentialBackOff(true);
        int warnings = 0;
        try (var connection = factory.createConnection(); var session = connection.createSession(true, Session.SESSION_TRANSACTED)) {
            connection.start();
            var queue = session.createConsumer(session.createQueue("trading.client." + id));
            for (long end = System.currentTimeMillis() + seconds * 1000; System.currentTimeMillis() < end; session.commit()) {
                Message message = queue.receive(500);
                if (message == null) continue;
                String body = message instanceof TextMessage text ? text.getText() : null, signature = message.getStringProperty("signature");
                String verdict = body == null ? "SCHEMA_INVALID" : client.take(body, signature); // no other kind of JMS message belongs to the contract
                ledger.append(verdict, body == null ? "" : body, signature);
                warnings += GOOD.contains(verdict) ? 0 : 1; // stored before the commit, which acknowledges it
            }
        }
        client.trades.forEach((trade, state) -> System.out.println(trade + " " + LIFECYCLES.stream().map(life -> (String) state.get(life)).collect(Collectors.joining(" "))));
        return warnings;
    }
    public static void main(String... args) throws Exception {
        contract = Path.of(args[0]);
        int wrong = args[1].equals("--kit") ? kit() : jms(args[2], args[3], args[4], Path.of(args[5]), new Ledger(Path.of(args[6])), args[7], args.length > 8
                ? Long.parseLong(args[8]) : 30);
        System.exit(wrong == 0 ? 0 : 1);
    }
}
