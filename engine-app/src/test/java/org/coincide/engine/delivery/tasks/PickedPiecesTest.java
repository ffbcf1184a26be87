package org.coincide.engine.delivery.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.camunda.bpm.engine.BadUserRequestException;
import org.coincide.engine.delivery.consignments.ConsignmentLine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The entry of a worker who picks goods. */
class PickedPiecesTest {

    private static final List<ConsignmentLine> THREE_CUPS =
            List.of(new ConsignmentLine(1, "CUP-PORCELAIN", null, 3, 0));

    private final PickedPieces pieces =
            new PickedPieces(new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS));

    @Test
    void aCountUpToTheLineIsTaken() {
        assertThat(pieces.of("{\"1\": 2}", THREE_CUPS).byLine()).containsEntry(1, 2);
        assertThat(pieces.of(null, THREE_CUPS).byLine()).containsEntry(1, 3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-1",
                "4",
                "1.5",
                "4294967297",
                "18446744073709551617",
                "1e400",
                "1e999999999",
                "\"2\"",
                "null",
                "true"
            })
    void anInexactCountIsRefused(String count) {
        assertThatThrownBy(() -> pieces.of("{\"1\": " + count + "}", THREE_CUPS))
                .isInstanceOf(BadUserRequestException.class)
                .hasMessageContaining("0 to 3");
    }
}
