package org.coincide.processes.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** Reads and writes a server interface as JSON, for tests without a server and for editors. */
public final class ServerInterfaceFile {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ServerInterfaceFile() {}

    public static ServerInterface read(Path file) {
        try {
            var root = JSON.readTree(Files.readString(file));
            return new ServerInterface(
                    map(root.path("delegates"), ServerInterfaceFile::delegate),
                    map(root.path("executionListeners"), ServerInterfaceFile::listener),
                    map(root.path("taskListeners"), ServerInterfaceFile::listener),
                    map(root.path("messages"), ServerInterfaceFile::message),
                    list(root.path("starts"), ServerInterfaceFile::start),
                    map(root.path("topics"), ServerInterfaceFile::delegate));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The interface as JSON, sorted by name. */
    public static String write(ServerInterface server) {
        var root = JSON.createObjectNode();
        var delegates = root.putObject("delegates");
        server.delegates().forEach((name, delegate) -> put(delegates.putObject(name), delegate));
        var executionListeners = root.putObject("executionListeners");
        server.executionListeners().forEach((name, listener) -> put(executionListeners.putObject(name), listener));
        var taskListeners = root.putObject("taskListeners");
        server.taskListeners().forEach((name, listener) -> put(taskListeners.putObject(name), listener));
        var messages = root.putObject("messages");
        server.messages().forEach((name, message) -> put(messages.putObject(name), message));
        var starts = root.putArray("starts");
        server.starts().forEach(start -> put(starts.addObject(), start));
        if (!server.topics().isEmpty()) {
            var topics = root.putObject("topics");
            server.topics().forEach((name, topic) -> put(topics.putObject(name), topic));
        }
        try {
            return JSON.writerWithDefaultPrettyPrinter()
                            .writeValueAsString(root)
                            .replace("\r\n", "\n") + "\n";
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void put(ObjectNode node, DelegateDeclaration delegate) {
        putOutcomes(node, delegate.outcomes());
        putNames(node, "otherVariables", delegate.otherVariables());
        putReads(node, delegate.reads());
        if (delegate.local()) {
            node.put("callsNoPartner", true);
        }
    }

    private static void put(ObjectNode node, ListenerDeclaration listener) {
        putNames(node, "variables", listener.variables());
        putNames(node, "taskVariables", listener.taskVariables());
        putReads(node, listener.reads());
        putChanges(node, listener.changes());
    }

    private static void putReads(ObjectNode node, VariableReads reads) {
        putNames(node, "reads", reads.required());
        putNames(node, "readsIfSet", reads.optional());
    }

    private static void put(ObjectNode node, MessageDeclaration message) {
        putNames(node, "variables", message.variables());
        if (!message.key().isEmpty()) {
            node.put("key", message.key());
        }
        putCondition(node, message.when());
        if (message.sentBy() != null) {
            node.put("sentBy", message.sentBy());
        }
        if (message.awaited()) {
            node.put("awaited", true);
        }
        if (message.exceptional()) {
            node.put("exceptional", true);
        }
        putChanges(node, message.changes());
        if (message.decision() != null) {
            node.put(
                    "decision",
                    message.decision().variable() + "=" + message.decision().value());
        }
    }

    private static void put(ObjectNode node, ProcessStart start) {
        node.put("process", start.process());
        node.put("first", start.first());
        putCondition(node, start.when());
        putOutcomes(node, start.outcomes());
        putNames(node, "otherVariables", start.otherVariables());
    }

    private static void putOutcomes(ObjectNode node, List<TaskOutcome> outcomes) {
        var array = node.putArray("outcomes");
        outcomes.forEach(outcome -> {
            var entry = array.addObject();
            if (outcome.error() != null) {
                entry.put("error", outcome.error());
            }
            putCondition(entry, outcome.condition());
            putChanges(entry, outcome.changes());
            if (!outcome.variables().isEmpty()) {
                var variables = entry.putObject("variables");
                new TreeMap<>(outcome.variables())
                        .forEach((name, value) -> variables.set(name, JSON.valueToTree(value)));
            }
        });
    }

    private static void putCondition(ObjectNode node, TradeCondition condition) {
        if (condition != TradeCondition.ALWAYS) {
            node.put("when", condition.name());
        }
    }

    private static void putChanges(ObjectNode node, List<RecordChange> changes) {
        if (!changes.isEmpty()) {
            var array = node.putArray("records");
            changes.forEach(change -> array.add(change.toString()));
        }
    }

    private static void putNames(ObjectNode node, String field, Collection<String> names) {
        if (!names.isEmpty()) {
            putAll(node, field, names);
        }
    }

    private static void putAll(ObjectNode node, String field, Collection<String> names) {
        var array = node.putArray(field);
        new TreeSet<>(names).forEach(array::add);
    }

    private static DelegateDeclaration delegate(JsonNode node) {
        return new DelegateDeclaration(
                outcomes(node),
                names(node.path("otherVariables")),
                reads(node),
                node.path("callsNoPartner").asBoolean());
    }

    private static ListenerDeclaration listener(JsonNode node) {
        return new ListenerDeclaration(
                names(node.path("variables")), names(node.path("taskVariables")), reads(node), changes(node));
    }

    private static VariableReads reads(JsonNode node) {
        return new VariableReads(names(node.path("reads")), names(node.path("readsIfSet")));
    }

    private static MessageDeclaration message(JsonNode node) {
        var decision = node.path("decision").asText("").split("=", 2);
        return new MessageDeclaration(
                names(node.path("variables")),
                node.path("key").asText(""),
                condition(node),
                decision.length < 2 ? null : new MessageDeclaration.Decision(decision[0], decision[1]),
                node.path("sentBy").asText(null),
                node.path("awaited").asBoolean(),
                node.path("exceptional").asBoolean(),
                changes(node));
    }

    private static ProcessStart start(JsonNode node) {
        return new ProcessStart(
                node.path("process").asText(),
                outcomes(node),
                names(node.path("otherVariables")),
                node.path("first").asBoolean(),
                condition(node));
    }

    private static List<TaskOutcome> outcomes(JsonNode node) {
        return list(
                node.path("outcomes"),
                outcome -> new TaskOutcome(
                        map(outcome.path("variables"), ServerInterfaceFile::value),
                        outcome.path("error").asText(null),
                        condition(outcome),
                        changes(outcome)));
    }

    private static Object value(JsonNode node) {
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        return node.isIntegralNumber() ? (Object) node.longValue() : node.asText();
    }

    private static List<RecordChange> changes(JsonNode node) {
        return list(node.path("records"), change -> RecordChange.parse(change.asText()));
    }

    private static TradeCondition condition(JsonNode node) {
        return TradeCondition.valueOf(node.path("when").asText(TradeCondition.ALWAYS.name()));
    }

    private static Set<String> names(JsonNode array) {
        return new TreeSet<>(list(array, JsonNode::asText));
    }

    private static <T> Map<String, T> map(JsonNode node, Function<JsonNode, T> read) {
        var map = new TreeMap<String, T>();
        node.properties().forEach(entry -> map.put(entry.getKey(), read.apply(entry.getValue())));
        return map;
    }

    private static <T> List<T> list(JsonNode array, Function<JsonNode, T> read) {
        var list = new ArrayList<T>();
        array.forEach(entry -> list.add(read.apply(entry)));
        return list;
    }
}
