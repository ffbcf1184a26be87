package org.coincide.client.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.coincide.client.contract.CanonicalJson;
import org.coincide.client.contract.ContractSchemas;
import org.coincide.client.contract.MessageReader;
import org.coincide.client.inbox.BrokerlessConnector;
import org.coincide.client.signatures.SigningKey;
import org.coincide.client.support.ContractFiles;
import org.coincide.client.support.TradeMessages;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Evidence that somebody has altered: every value, object and array of a file, one after the other, with a digest that fits. */
@TestInstance(Lifecycle.PER_CLASS)
class ForgedEvidenceIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> OF_THE_SEAL = Set.of("sha256", "signature");

    private final EvidenceVerifier verifier = new EvidenceVerifier(new MessageReader(new ContractSchemas()));
    private SigningKey key;
    private ObjectNode all;
    private ObjectNode one;

    private record Forgery(String place, ObjectNode file) {}

    @BeforeAll
    void exportTheEvidence(@TempDir Path directory) throws IOException {
        try (var client = BrokerlessConnector.onFile("acme", directory)) {
            var order = ContractFiles.order("PO-1");
            client.place(order);
            client.place(ContractFiles.order("PO-other"));
            var trade = TradeMessages.of(order);
            client.receive(trade.completeTrade().toList());
            client.receive(List.of(trade.statusChange("order", "RECEIVED"), "{\"no\": \"message\"}"));
            key = client.bean(SigningKey.class);
            all = exported(client, null);
            one = exported(client, trade.tradingId());
        }
        assertThat(all.get("warnings")).hasSize(2);
        assertThat(one.get("warnings")).hasSize(1);
    }

    @Test
    void unchangedEvidenceHolds() {
        assertThat(verified(sealed(all, key)).problems()).isEmpty();
        assertThat(verified(sealed(one, key)).problems()).isEmpty();
        assertThat(verified(sealed(one, key)).signer())
                .isEqualTo(key.publicKey().id());
    }

    /** Somebody who has the file alone: the digest is new, the signature the one of another file, none, or of another key. */
    @Test
    void everyChangeByAnotherIsFound() {
        for (var file : List.of(all, one)) {
            var former = sealed(file, key);
            var signature = former.substring(former.lastIndexOf(",\"signature\""));
            assertThat(undetected(file, forged -> holds(unsigned(forged) + signature)))
                    .isEmpty();
            assertThat(undetected(file, forged -> holds(unsigned(forged) + "}\n")))
                    .isEmpty();
            assertThat(undetected(file, forged -> holds(sealed(forged, SigningKey.generate()))))
                    .isEmpty();
        }
    }

    /** The client itself can state another time of the export, name and warnings, and in the file of one trade leave entries out. */
    @Test
    void theClientChangesNoEntry() {
        assertThat(undetected(all, forged -> holds(sealed(forged, key))))
                .isNotEmpty()
                .allMatch(place -> place.matches("/client|/exportedAt|/warnings.*"));
        assertThat(undetected(one, forged -> holds(sealed(forged, key))))
                .allMatch(place ->
                        place.matches("/client|/exportedAt|/warnings.*|/entries/\\d+ is left out|/head/(number|head)"));
    }

    @Test
    void contentsBehindTheEndAreFound() {
        assertThat(holds(sealed(unsealed(one) + "}{\"more\":1", key))).isFalse();
    }

    @Test
    void aMemberThatIsThereTwiceIsFound() {
        var text = unsealed(one);
        assertThat(holds(sealed(text.replaceFirst("\"kind\":", "\"kind\":\"NONE\",\"kind\":"), key)))
                .isFalse();
        assertThat(holds(sealed(text.replaceFirst("\"client\":", "\"client\":\"other\",\"client\":"), key)))
                .isFalse();
    }

    private static List<String> undetected(ObjectNode file, Predicate<ObjectNode> holds) {
        var forgeries = forgeries(file);
        assertThat(forgeries).hasSizeGreaterThan(100);
        return forgeries.stream()
                .filter(forgery -> holds.test(forgery.file()))
                .map(Forgery::place)
                .toList();
    }

    private static List<Forgery> forgeries(ObjectNode file) {
        var forgeries = new ArrayList<Forgery>();
        collect(file, file, "", forgeries);
        return forgeries;
    }

    private static void collect(ObjectNode file, JsonNode node, String place, List<Forgery> forgeries) {
        if (node instanceof ObjectNode object) {
            var more = file.deepCopy();
            ((ObjectNode) more.at(place)).put("status", "PAID");
            forgeries.add(new Forgery(place + " has a further member", more));
            object.properties().stream()
                    .filter(member -> !place.isEmpty() || !OF_THE_SEAL.contains(member.getKey()))
                    .forEach(member -> {
                        var less = file.deepCopy();
                        ((ObjectNode) less.at(place)).remove(member.getKey());
                        forgeries.add(new Forgery(place + " lacks " + member.getKey(), less));
                        var other = file.deepCopy();
                        if (member.getValue().isValueNode()) {
                            ((ObjectNode) other.at(place)).set(member.getKey(), changed(member.getValue()));
                            forgeries.add(new Forgery(place + "/" + member.getKey(), other));
                        }
                        collect(file, member.getValue(), place + "/" + member.getKey(), forgeries);
                    });
        } else if (node instanceof ArrayNode array) {
            IntStream.range(0, array.size()).forEach(index -> {
                var less = file.deepCopy();
                ((ArrayNode) less.at(place)).remove(index);
                forgeries.add(new Forgery(place + "/" + index + " is left out", less));
                if (index > 0) {
                    var swapped = file.deepCopy();
                    var elements = (ArrayNode) swapped.at(place);
                    elements.insert(index - 1, elements.remove(index));
                    forgeries.add(new Forgery(place + "/" + index + " is earlier", swapped));
                }
                collect(file, array.get(index), place + "/" + index, forgeries);
            });
        }
    }

    private static JsonNode changed(JsonNode value) {
        if (value.isNumber()) {
            return JSON.getNodeFactory().numberNode(value.asLong() + 1);
        }
        if (value.isTextual() && value.textValue().matches("\\d{4}-.*Z")) {
            return JSON.getNodeFactory().textNode("2001" + value.textValue().substring(4));
        }
        return JSON.getNodeFactory().textNode(value.asText() + "x");
    }

    private static ObjectNode exported(BrokerlessConnector client, String tradingId) throws IOException {
        var file = new ByteArrayOutputStream();
        var export = client.bean(EvidenceExport.class);
        if (tradingId == null) {
            export.writeAll(file);
        } else {
            export.writeTrade(tradingId, file);
        }
        return (ObjectNode) JSON.readTree(file.toByteArray());
    }

    private static String unsealed(ObjectNode file) {
        var text = file.deepCopy().without(OF_THE_SEAL).toString();
        return text.substring(0, text.length() - 1);
    }

    private static String unsigned(ObjectNode file) {
        var text = unsealed(file);
        return text + ",\"sha256\":\"" + CanonicalJson.digest(text) + "\"";
    }

    private static String sealed(ObjectNode file, SigningKey signer) {
        return sealed(unsealed(file), signer);
    }

    private static String sealed(String text, SigningKey signer) {
        return text + EvidenceSeal.text(CanonicalJson.digest(text), signer);
    }

    private boolean holds(String file) {
        return verified(file).holds();
    }

    private EvidenceResult verified(String file) {
        return verifier.verify(file.getBytes(StandardCharsets.UTF_8), Set.of(), Set.of());
    }
}
