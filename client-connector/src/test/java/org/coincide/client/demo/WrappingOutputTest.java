package org.coincide.client.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class WrappingOutputTest {

    @Test
    void aShortLineStaysAsItIs() {
        assertThat(WrappingOutput.wrap("  short …")).containsExactly("  short …");
        assertThat(WrappingOutput.wrap("x".repeat(80))).hasSize(1);
    }

    @Test
    void aReasonMovesToTheNextLine() {
        String columns = "11:58:15 DEMO-1-sold-out #003 ACCEPTED    CANCELLED           PENDING";

        assertThat(WrappingOutput.wrap(columns + "             OUT_OF_STOCK Delivery refused"))
                .containsExactly(columns, "         OUT_OF_STOCK Delivery refused");
    }

    @Test
    void aLongSentenceBreaksBetweenWords() {
        assertThat(WrappingOutput.wrap("word ".repeat(50)))
                .hasSizeGreaterThan(3)
                .allSatisfy(
                        part -> assertThat(part).hasSizeLessThanOrEqualTo(80).doesNotContain("wordword"));
    }

    @Test
    void aWordThatIsTooLongIsNotBroken() {
        String address = "http://127.0.0.1/" + "x".repeat(80);

        assertThat(WrappingOutput.wrap(address)).containsExactly(address);
        assertThat(WrappingOutput.wrap("See " + address)).containsExactly("See", address);
    }

    @Test
    void printedTextIsWrappedWhateverItsAlphabet() {
        var terminal = new ByteArrayOutputStream();
        var output = new PrintStream(new WrappingOutput(terminal), true, StandardCharsets.UTF_8);

        output.println("ä".repeat(79) + " ö");

        assertThat(terminal.toString(StandardCharsets.UTF_8)).isEqualTo("ä".repeat(79) + "\nö\n");
    }
}
