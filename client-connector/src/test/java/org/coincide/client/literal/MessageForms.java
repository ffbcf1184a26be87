package org.coincide.client.literal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.coincide.client.contract.Json;

/** A trade of the conformance kit with texts at the border of the contract: what is a message, what is none, and what a reader ignores. */
final class MessageForms {

    private final List<ObjectNode> steps = new ArrayList<>();

    /** The steps for the messages of an ordinary trade. */
    static List<ObjectNode> of(List<JsonNode> ordinary) {
        var forms = new MessageForms();
        List<String> bodies = new ArrayList<>();
        ordinary.forEach(step -> {
            if (step.has("sent")) {
                forms.steps.add((ObjectNode) step.deepCopy());
            } else {
                bodies.add(step.path("received").asText());
            }
        });
        forms.texts(bodies.get(0));
        forms.information(bodies.get(0));
        forms.refusals(bodies.get(0), "before the trade");
        forms.receive("the information", bodies.get(0));
        forms.receive(
                "the information, with a property of a later version in a line",
                other(bodies.get(0), event -> ((ObjectNode)
                                data(event).path("lines").path(0))
                        .put("aProperty", "of a later version")));
        forms.refusals(bodies.get(0), "after the information");
        forms.processing(bodies.get(1));
        forms.statements();
        bodies.subList(1, bodies.size() - 1).forEach(body -> forms.receive("as recorded", body));
        forms.receive("a later minor version, with integers as decimals", later(bodies.get(bodies.size() - 1)));
        return forms.steps;
    }

    /** Texts that are no strict JSON, or no object. */
    private void texts(String body) {
        receive("no text", "");
        receive("no JSON", "no JSON");
        receive("no object", "[" + body + "]");
        receive("null", "null");
        receive("a truncated text", body.substring(0, body.length() - 1));
        receive("text after the end", body + "{}");
        receive("a key twice", body.replaceFirst("\\{", "{\"id\":\"twice\","));
        receive("a key twice in the data", body.replace("\"data\":{", "\"data\":{\"revision\":1,"));
        receive(
                "a key twice in an unknown member",
                body.replace("\"data\":{", "\"data\":{\"later\":{\"a\":1,\"a\":2},"));
        receive("2,000 levels", "[".repeat(2000) + "]".repeat(2000));
        receive("2,000 levels without an end", "[".repeat(2000));
        receive("NUL as an escape", body.replace("\"city\":\"", "\"city\":\"\\u0000"));
        receive("an unpaired surrogate as an escape", body.replace("\"city\":\"", "\"city\":\"\\ud800"));
        receive(
                "of another server, truncated",
                other(body, event -> event.put("source", "/elsewhere/keys")).substring(1));
        receive("of another server, without data", other(body, event -> {
            event.put("source", "/elsewhere/keys");
            event.remove("data");
        }));
        foreignTexts(other(body, event -> event.put("source", "/elsewhere/keys")));
    }

    /** A text that is no strict JSON names no server, whatever a lenient parser finds in it. */
    private void foreignTexts(String body) {
        receive("of another server, with text after the end", body + "{}");
        receive("of another server, with a key twice", body.replaceFirst("\\{", "{\"id\":\"twice\","));
        receive("of another server, then of this one", body.replaceFirst("\\{", "{\"source\":\"/coincide/keys\","));
        receive("of another server, with NUL as an escape", body.replace("\"city\":\"", "\"city\":\"\\u0000"));
        receive(
                "of another server, with an unpaired surrogate as an escape",
                body.replace("\"city\":\"", "\"city\":\"\\ud800"));
        receive("of another server, in a list", "[" + body + "]");
    }

    private void information(String body) {
        receive("without a source", other(body, event -> event.remove("source")));
        receive("a source that is no text", other(body, event -> event.put("source", 1)));
        receive(
                "another part in the source",
                other(
                        body,
                        event -> event.put(
                                "source",
                                "/coincide/a" + event.path("source").asText().substring(9))));
        receive("the source of another trade", other(body, event -> event.put("source", "/coincide/trades/other")));
        receive("another subject", other(body, event -> event.put("subject", "other")));
        receive("without a sequence", other(body, event -> event.remove("sequence")));
        receive("sequence 0", other(body, event -> event.put("sequence", "0000000000")));
        receive("sequence 2 of revision 1", other(body, event -> event.put("sequence", "0000000002")));
        receive("sequence 1 of revision 2", other(body, event -> data(event).put("revision", 2)));
        receive("a short sequence", other(body, event -> event.put("sequence", "1")));
        receive("a type of the client", other(body, event -> event.put("type", "trading.order.v1")));
        receive("an unknown type", other(body, event -> event.put("type", "trading.news.v1")));
        receive("a later major version", other(body, event -> event.put("type", "trading.information.v2")));
        receive(
                "the schema of another type",
                other(body, event -> event.put("dataschema", "urn:coincide:processing:1.1")));
        receive(
                "a later major version of the schema",
                other(body, event -> event.put("dataschema", "urn:coincide:information:2.0")));
        receive("an impossible date", other(body, event -> data(event).put("acceptedAt", "2026-02-30T09:00:00Z")));
        receive("an impossible time of day", other(body, event -> event.put("time", "2026-11-24T25:61:61Z")));
        receive("an impossible time of day in the data", other(body, event -> data(event)
                .put("acceptedAt", "2026-11-24T09:60:00Z")));
        for (String time : List.of("2026-11-24T24:00:00Z", "2026-11-24T09:00:00+24:00", "2026-11-24T09:00:00+01:60")) {
            receive("the time " + time, other(body, event -> data(event).put("acceptedAt", time)));
        }
        receive("a time without an offset", other(body, event -> event.put("time", "2026-11-24T09:00:00")));
        receive(
                "a fraction of a piece",
                other(body, event -> ((ObjectNode) data(event).path("lines").path(0)).put("quantity", 2.5)));
        receive("a line break before money", other(body, event -> data(event)
                .put("total", "\n" + data(event).path("total").asText())));
        receive("a line break after money", other(body, event -> data(event)
                .put("total", data(event).path("total").asText() + "\n")));
        receive("money without leading zero", other(body, event -> data(event).put("total", ".50")));
    }

    private void processing(String body) {
        receive("sequence 1 of processing", other(body, event -> event.put("sequence", "0000000001")));
        receive(
                "pieces with the smallest fraction",
                body.replaceFirst("\"ordered\":([0-9]+)", "\"ordered\":$1.0000000000000001"));
        receive("pieces with an exponent too large", body.replaceFirst("\"ordered\":[0-9]+", "\"ordered\":1e400"));
        receive("pieces with an exponent too small", body.replaceFirst("\"shipped\":0", "\"shipped\":1e-400"));
        receive(
                "pieces with an exponent of 20 digits",
                body.replaceFirst("\"ordered\":[0-9]+", "\"ordered\":1e99999999999999999999"));
        receive("nothing changed", other(body, event -> data(event).putArray("changed")));
        receive("the same change twice", other(body, event -> data(event)
                .putArray("changed")
                .add("order")
                .add("order")));
        receive(
                "an unknown lifecycle",
                other(body, event -> data(event).putArray("changed").add("colour")));
    }

    private void refusals(String information, String when) {
        String reference =
                data((ObjectNode) json(information)).path("orderReference").asText();
        refuse("the order, " + when, reference);
        refuse("another order, " + when, "NEVER-SENT");
    }

    private void refuse(String name, String reference) {
        var event = event("refusals", "refusal", "1.0", reference);
        event.putObject("data")
                .put("refused", "ORDER")
                .put("orderReference", reference)
                .putArray("reasons")
                .addObject()
                .put("code", "X_OTHER")
                .put("text", "Any reason.");
        receive("a refusal of " + name, event.toString());
    }

    private void statements() {
        receive("the first statement", statement("acme", "acme", 1, null));
        receive("a later statement", statement("acme", "acme", 7, "0".repeat(64)));
        receive("a later statement without its predecessor", statement("acme", "acme", 7, null));
        receive("the first statement with a predecessor", statement("acme", "acme", 1, "0".repeat(64)));
        receive("a statement with another subject", statement("acme", "globex", 1, null));
        receive(
                "a statement with a number of 65 bits",
                statement("acme", "acme", 1, null).replace("\"number\":1,", "\"number\":18446744073709551617,"));
        receive("the statement of another client", statement("globex", "globex", 1, null));
    }

    private static String statement(String client, String subject, int number, String previousDigest) {
        var event = event("statements", "statement", "1.1", subject);
        event.putObject("data")
                .put("clientId", client)
                .put("number", number)
                .put("previousDigest", previousDigest)
                .put("heartbeat", 900)
                .putArray("trades");
        return event.toString();
    }

    /** A reader ignores what it does not know, and reads 3.0 as 3. */
    private static String later(String body) {
        return other(body, event -> {
                    event.put("dataschema", "urn:coincide:processing:1.99").put("anattribute", "of a later version");
                    data(event).putObject("aProperty").put("of", "a later version");
                })
                .replaceAll("\"(ordered|number)\":([0-9]+)", "\"$1\":$2.0");
    }

    private static ObjectNode event(String source, String type, String version, String subject) {
        return Json.STRICT
                .createObjectNode()
                .put("specversion", "1.0")
                .put("id", type + "-" + subject)
                .put("source", "/coincide/" + source)
                .put("type", "trading." + type + ".v1")
                .put("subject", subject)
                .put("time", "2026-11-29T09:00:00Z")
                .put("datacontenttype", "application/json")
                .put("dataschema", "urn:coincide:" + type + ":" + version);
    }

    private void receive(String form, String body) {
        steps.add(Json.STRICT.createObjectNode().put("form", form).put("received", body));
    }

    private static String other(String body, Consumer<ObjectNode> change) {
        var event = (ObjectNode) json(body);
        change.accept(event);
        return event.toString();
    }

    private static ObjectNode data(ObjectNode event) {
        return (ObjectNode) event.path("data");
    }

    private static JsonNode json(String text) {
        try {
            return Json.STRICT.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
