package org.coincide.engine.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Decimals in the bodies of requests and messages. */
class ExactDecimalsTest {

    private record Numbers(BigDecimal amount, int pieces) {}

    private final JsonMapper json = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .addModule(new ExactDecimals())
            .addModule(new ExactIntegers())
            .build();

    @Test
    void decimalsAreReadExactly() throws Exception {
        assertThat(json.readTree("[0.15, 1e400]"))
                .extracting(JsonNode::decimalValue)
                .isEqualTo(List.of(new BigDecimal("0.15"), new BigDecimal("1e400")));
        assertThat(json.readValue("{\"amount\": 0.10, \"pieces\": 1}", Numbers.class))
                .isEqualTo(new Numbers(new BigDecimal("0.10"), 1));
        assertThat(json.readTree("null").isNull()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e2147483648", "1E+2147483648", "-1e-2147483649", "1e99999999999"})
    void anExponentThatIsTooLargeIsInvalidJson(String number) {
        assertThatThrownBy(() -> json.readTree(number)).isInstanceOf(JsonProcessingException.class);
        assertThatThrownBy(() -> json.readTree("{\"a\": [%s]}".formatted(number)))
                .isInstanceOf(JsonProcessingException.class)
                .hasMessageContaining("an exponent that is too large");
        assertThatThrownBy(() -> json.readValue("{\"amount\": %s, \"pieces\": 1}".formatted(number), Numbers.class))
                .isInstanceOf(JsonProcessingException.class)
                .hasMessageContaining("an exponent that is too large");
        assertThatThrownBy(() -> json.readValue("{\"amount\": 1, \"pieces\": %s}".formatted(number), Numbers.class))
                .isInstanceOf(JsonProcessingException.class)
                .hasMessageContaining("an exponent that is too large");
    }
}
