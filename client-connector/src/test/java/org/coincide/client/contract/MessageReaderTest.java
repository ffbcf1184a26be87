package org.coincide.client.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.coincide.client.support.ContractFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageReaderTest {

    private static final ContractSchemas SCHEMAS = new ContractSchemas();

    private final MessageReader reader = new MessageReader(SCHEMAS);

    @ParameterizedTest
    @ValueSource(strings = {"information", "processing", "processing-with-action", "processing-shipped", "refusal"})
    void theContractsServerExamplesAreReadable(String example) {
        assertThat(reader.read(ContractFiles.example(example).toString())).isInstanceOf(ReadResult.Valid.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "information-without-digest",
                "processing-action-is-no-address",
                "processing-negative-quantity",
                "processing-status-in-lower-case",
                "processing-without-payment-status",
                "refusal-without-reasons"
            })
    void theContractsInvalidServerExamplesAreUnreadable(String example) {
        assertThat(why(ContractFiles.example("invalid/" + example).toString())).startsWith("data: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"order", "cancellation", "return", "inquiry", "warning"})
    void theContractsClientExamplesAreValid(String example) {
        var document = ContractFiles.example(example);
        assertThat(SCHEMAS.validate("envelope", document)).isEmpty();
        assertThat(SCHEMAS.validate(example, document.get("data"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "order-card-without-token",
                "order-impossible-date",
                "order-price-as-number",
                "order-quantity-zero",
                "order-unknown-property",
                "cancellation-without-trade",
                "return-of-nothing",
                "inquiry-from-zero",
                "warning-without-text"
            })
    void theContractsInvalidClientExamplesAreInvalid(String example) {
        var name = example.substring(0, example.indexOf('-'));
        assertThat(SCHEMAS.validate(
                        name, ContractFiles.example("invalid/" + example).get("data")))
                .isNotEmpty();
    }

    @Test
    void theDigestEqualsTheOneInTheContractsExample() {
        assertThat(CanonicalJson.digest(ContractFiles.example("order").get("data")))
                .isEqualTo(ContractFiles.example("information")
                        .at("/data/orderDigest")
                        .asText());
    }

    @Test
    void theDigestIgnoresLayoutAndKeyOrder() throws Exception {
        var one = Json.STRICT.readTree("{\"b\":1,\"a\":[\"x\",1.0]}");
        var other = Json.STRICT.readTree("{ \"a\" : [ \"x\", 1 ],\n \"b\" : 1 }");
        assertThat(CanonicalJson.digest(one)).isEqualTo(CanonicalJson.digest(other));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "7",
                "\"text\"",
                "[]",
                "{}",
                "{",
                "{} {}",
                "{\"a\":1,\"a\":1}",
                "<order/>",
                "\u0000",
                "{\"id\":\"\ud800\"}",
                "{\"n\":1e999999999}",
                "{\"n\":99999999999999999999999999999999999999999999999999}"
            })
    void anInvalidMessageIsUnreadableWithAReason(String text) {
        assertThat(why(text)).isNotBlank();
    }

    @Test
    void deepNestingIsUnreadable() {
        assertThat(why("[".repeat(100_000))).contains("nesting");
    }

    @Test
    void aHugeExponentInAQuantityIsUnreadable() {
        var text =
                ContractFiles.example("processing").toString().replaceFirst("\"ordered\":3", "\"ordered\":1e999999999");
        assertThat(why(text)).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999999999", "1e18", "0.5", "-1", "0", "1000001", "1e-999999999"})
    void aQuantityOutOfBoundsIsInvalidInAnyNotation(String quantity) throws Exception {
        var order = ContractFiles.order("PO-1").toString().replaceFirst("\"quantity\":3", "\"quantity\":" + quantity);
        assertThat(SCHEMAS.validate("order", Json.STRICT.readTree(order))).isNotEmpty();
    }

    @Test
    void fieldsOfAWrongTypeNeverThrow() {
        for (var name : new String[] {"information", "processing", "refusal"}) {
            var example = ContractFiles.example(name);
            example.fieldNames().forEachRemaining(field -> {
                for (var value : new String[] {"null", "7", "[]", "{}", "\"\"", "\"\\u0000\"", "true"}) {
                    var changed = example.deepCopy();
                    try {
                        changed.set(field, Json.STRICT.readTree(value));
                    } catch (Exception e) {
                        throw new AssertionError(e);
                    }
                    assertThat(reader.read(changed.toString())).isNotNull();
                }
            });
        }
    }

    @Test
    void readableHeadersOfAnInvalidMessageAreReported() {
        var document = ContractFiles.example("processing");
        ((ObjectNode) document.get("data")).remove("order");
        var glimpse = ((ReadResult.Invalid) reader.read(document.toString())).header();

        assertThat(glimpse.tradingId()).isEqualTo("6f1c2a34-9b7d-4e58-8a01-2c3d4e5f6a7b");
        assertThat(glimpse.sequence()).isEqualTo(2);
        assertThat(glimpse.eventId()).isEqualTo("3c5e7a90-1b2d-4f6e-9a8c-7d6e5f4a3b2c");
    }

    private String why(String text) {
        assertThat(reader.read(text)).isInstanceOf(ReadResult.Invalid.class);
        return ((ReadResult.Invalid) reader.read(text)).reason();
    }
}
