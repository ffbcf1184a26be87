package org.coincide.engine.requests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.coincide.engine.requests.Decision.Refused;
import org.coincide.engine.trade.Actor;
import org.junit.jupiter.api.Test;

class CancellationRefusalsTest {

    private static final Actor CLIENT = new Actor(Actor.Kind.CLIENT, "acme");
    private static final Actor OPERATOR = new Actor(Actor.Kind.OPERATOR, "ada");

    @Test
    void noOperatorIsSentToTheOperatorOrToldToRequestAReturn() {
        assertThat(all(OPERATOR).map(Refused::text)).allSatisfy(text -> assertThat(text)
                .doesNotContainIgnoringCase("contact the server's operator")
                .doesNotContain("Request a return", "your trades"));
    }

    @Test
    void bothGetTheSameCodes() {
        assertThat(all(CLIENT).map(Refused::code))
                .containsExactlyElementsOf(all(OPERATOR).map(Refused::code).toList());
    }

    @Test
    void eachFixedRefusalOfAnOperatorHasAGermanText() throws IOException {
        JsonNode german = new ObjectMapper().readTree(new File("src/main/resources/static/operations/texts/de.json"));
        assertThat(List.of(
                        CancellationRefusals.closed(OPERATOR),
                        CancellationRefusals.suspended(OPERATOR),
                        CancellationRefusals.notOffered(OPERATOR)))
                .allSatisfy(refusal -> assertThat(german.has(refusal.text()))
                        .as(refusal.text())
                        .isTrue());
    }

    private static Stream<Refused> all(Actor actor) {
        return Stream.of(
                CancellationRefusals.unknown(actor, "trade"),
                CancellationRefusals.closed(actor),
                CancellationRefusals.shipped(actor, "consignment 1"),
                CancellationRefusals.suspended(actor),
                CancellationRefusals.notOffered(actor));
    }
}
