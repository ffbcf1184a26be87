package org.coincide.client.ordering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.assertArg;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import org.coincide.client.contract.Json;
import org.coincide.client.support.ContractFiles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

/** Files of orders of which one cannot be placed any more after the check, since another request has taken its number meanwhile. */
class OrderFileResourceTest {

    private final OrderPlacement placement = mock(OrderPlacement.class);
    private final MockMvc http = MockMvcBuilders.standaloneSetup(new OrderFileResource(new OrderFileImport(placement)))
            .build();

    @BeforeEach
    void takeTheNumberOfTheSecondOrder() {
        when(placement.check(any())).thenAnswer(call -> new PlacementResult.Placeable(reference(call.getArgument(0))));
        when(placement.place(any())).thenAnswer(call -> {
            var reference = reference(call.getArgument(0));
            return reference.equals("PO-2")
                    ? new PlacementResult.Conflicting(reference)
                    : new PlacementResult.Stored(reference);
        });
    }

    @Test
    void anOrderThatIsNotStoredIsNotCountedAsPlaced() throws Exception {
        placed("PO-1", "PO-2", "PO-3").andExpect(status().isConflict());
    }

    @Test
    void theFaultOfEachOrderThatIsNotStoredIsNamed() throws Exception {
        placed("PO-1", "PO-2", "PO-3")
                .andExpect(jsonPath("$.errors.length()").value(1))
                .andExpect(jsonPath("$.errors[0].place").value(2))
                .andExpect(jsonPath("$.errors[0].orderReference").value("PO-2"))
                .andExpect(
                        jsonPath("$.errors[0].text")
                                .value(
                                        "An order with this number was placed with other contents and is unchanged. Use another number."));
    }

    @Test
    void theOrdersThatAreStoredAreNamed() throws Exception {
        placed("PO-1", "PO-2", "PO-3")
                .andExpect(jsonPath("$.placed.length()").value(2))
                .andExpect(jsonPath("$.placed[0]").value("PO-1"))
                .andExpect(jsonPath("$.placed[1]").value("PO-3"));
    }

    @Test
    void aFileWhoseOrdersAreAllStoredIsPlaced() throws Exception {
        placed("PO-1", "PO-3")
                .andExpect(status().isAccepted())
                .andExpect(jsonPath("$.placed").value(2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/csv", "text/csv;charset=ISO-8859-1", "text/csv;charset=UTF-16"})
    void aFileIsReadInTheEncodingThatIsDeclared(String declared) throws Exception {
        var type = MediaType.parseMediaType(declared);
        var charset = type.getCharset() == null ? StandardCharsets.UTF_8 : type.getCharset();
        var file = "orderReference,sku,quantity,unitPrice,currency,name,street,postalCode,city,country,paymentMethod\n"
                + "PO-1,TEA,3,12.50,EUR,Jürgen,Weg 1,80331,München,DE,CARD\n";

        http.perform(post("/api/order-files?place=true").contentType(type).content(file.getBytes(charset)))
                .andExpect(status().isAccepted());

        verify(placement)
                .place(assertArg(
                        order -> assertThat(order.at("/shipTo/city").asText()).isEqualTo("München")));
    }

    @Test
    void aJsonFileIsReadInTheEncodingThatIsDeclared() throws Exception {
        var order = ContractFiles.order("PO-1");
        order.withObject("shipTo").put("city", "München");

        http.perform(post("/api/order-files?place=true")
                        .contentType("application/json;charset=ISO-8859-1")
                        .content(("[" + order + "]").getBytes(StandardCharsets.ISO_8859_1)))
                .andExpect(status().isAccepted());

        verify(placement).place(order);
    }

    private ResultActions placed(String... references) throws Exception {
        var file = Json.STRICT.createArrayNode();
        for (var reference : references) {
            file.add(ContractFiles.order(reference));
        }
        return http.perform(post("/api/order-files?place=true")
                .contentType(MediaType.APPLICATION_JSON)
                .content(file.toString()));
    }

    private static String reference(JsonNode order) {
        return order.path("orderReference").asText();
    }
}
