package org.coincide.client.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.coincide.client.support.ContractFiles;
import org.junit.jupiter.api.Test;

/** The settings of the validator, which are the same as the server's. */
class ContractSchemasTest {

    @Test
    void anImpossibleDateIsAnError() {
        var order = ContractFiles.order("PO-1").put("requestedDelivery", "2026-02-30");

        assertThat(new ContractSchemas().validate("order", order))
                .containsExactly(new ValidationError(
                        "/requestedDelivery", "is not a valid date: write it as defined by ISO 8601"));
    }

    @Test
    void errorsNameTheLimitsOfTheContract() {
        var order = ContractFiles.order("PO-1");
        ((ObjectNode) order.at("/lines/0")).put("quantity", 0);
        ((ObjectNode) order.get("payment")).put("method", "BARTER");
        ((ObjectNode) order.get("shipTo")).put("city", "").put("street", "x".repeat(201));

        assertThat(new ContractSchemas().validate("order", order))
                .contains(
                        new ValidationError("/lines/0/quantity", "must be at least 1"),
                        new ValidationError("/payment/method", "must be one of CARD, INVOICE"),
                        new ValidationError("/shipTo/city", "is empty: enter a value"),
                        new ValidationError("/shipTo/street", "is longer than 200 characters: shorten it"));
    }

    @Test
    void errorsOfListsAndFixedValuesSayWhatToDo() throws Exception {
        var processing = (ObjectNode) ContractFiles.example("processing").get("data");
        processing.putArray("changed").add("order").add("order");
        processing.putArray("lines");
        var envelope = ContractFiles.example("processing").put("specversion", "2.0");

        assertThat(new ContractSchemas().validate("processing", processing))
                .contains(
                        new ValidationError("/changed", "has an entry twice: remove one"),
                        new ValidationError("/lines", "must have at least 1 entries"));
        assertThat(new ContractSchemas().validate("envelope", envelope))
                .containsExactly(new ValidationError("/specversion", "must have the value 1.0"));
        assertThat(new ContractSchemas().validate("key", Json.STRICT.createObjectNode()))
                .contains(new ValidationError("", "must have at least 1 properties"));
        assertThat(new ContractSchemas()
                        .validate("order", ContractFiles.order("PO-1").put("lines", "none")))
                .containsExactly(new ValidationError("/lines", "must be of type array, not string"));
    }

    @Test
    void errorsAreEnglishOnAGermanHost() throws Exception {
        var host = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            assertThat(new ContractSchemas().validate("order", Json.STRICT.readTree("{\"currency\": 7}")))
                    .extracting(ValidationError::text)
                    .contains("the property orderReference is missing: add it", "must be of type string, not integer");
        } finally {
            Locale.setDefault(host);
        }
    }
}
