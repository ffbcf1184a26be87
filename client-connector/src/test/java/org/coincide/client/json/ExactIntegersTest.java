package org.coincide.client.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Integers in the bodies of requests. */
class ExactIntegersTest {

    private record Numbers(int pieces, Long sequence) {}

    private final JsonMapper json =
            JsonMapper.builder().addModule(new ExactIntegers()).build();

    @Test
    void integersAreReadExactly() throws Exception {
        assertThat(read("1.0", "1e2")).isEqualTo(new Numbers(1, 100L));
        assertThat(read("2147483647", "9223372036854775807")).isEqualTo(new Numbers(Integer.MAX_VALUE, Long.MAX_VALUE));
        assertThat(read("0", "null")).isEqualTo(new Numbers(0, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1.5", "2147483648", "4294967297", "1e400", "1e-1", "1e999999999", "null", "\"1\"", "true", "[1]"
            })
    void aNumberThatDoesNotFitIsRefused(String number) {
        assertThatThrownBy(() -> read(number, "1")).isInstanceOf(JsonProcessingException.class);
    }

    private Numbers read(String pieces, String sequence) throws JsonProcessingException {
        return json.readValue("{\"pieces\": %s, \"sequence\": %s}".formatted(pieces, sequence), Numbers.class);
    }
}
