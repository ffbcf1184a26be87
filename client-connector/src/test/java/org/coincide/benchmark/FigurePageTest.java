package org.coincide.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class FigurePageTest {

    @TempDir
    private Path folder;

    private FigureFile figures;

    @BeforeEach
    void measured() throws IOException {
        figures = FigureFile.of(folder.resolve("benchmark.json"), "run");
        figures.describe("form", "quick");
        figures.put(Figure.TRADES_PER_SECOND.on("postgresql"), 20);
        figures.put(Figure.TRADES_PER_SECOND.ofBaseline("postgresql"), 10);
        figures.put(Figure.TRADES_VS_BASELINE.on("postgresql"), 2);
        figures.putMissing(Figure.IDLE_SQL_PER_SECOND.on("hsqldb"), "Only <full> measures it.");
    }

    @Test
    void theTextBeginsWithTheFiguresOfAUser() {
        assertThat(FigureTable.of(figures))
                .startsWith("Benchmark: form quick")
                .element(2)
                .asString()
                .matches("Trades per second, 1/s +20\\.0 +10\\.0 +– +–");
    }

    @Test
    void theTextNamesEachShortfall() {
        assertThat(FigureTable.of(figures))
                .contains("FALLS SHORT: trades_vs_baseline.postgresql is 2.00, required ≥ 2.5")
                .filteredOn(line -> line.startsWith("FALLS SHORT"))
                .hasSize(1);
    }

    @Test
    void thePageMarksShortfallsAndEscapesReasons() {
        assertThat(FigurePage.html(figures))
                .contains("<td class=\"missed\">2.00</td>")
                .contains("Only &lt;full&gt; measures it.")
                .doesNotContain("<full>");
    }

    @Test
    void thePageLoadsNothing() {
        assertThat(FigurePage.html(figures).replace("http://www.w3.org/2000/svg", ""))
                .doesNotContain("http")
                .doesNotContain("<script")
                .doesNotContain("<link");
    }

    @Test
    void theChartHasBarsOfProportionalLength() throws Exception {
        FigurePage.write(figures, folder);
        NodeList bars = chart(Files.readString(folder.resolve("benchmark.svg"))).getElementsByTagName("rect");
        int length = 0;
        int ofBaseline = 0;
        for (int index = 0; index < bars.getLength(); index++) {
            Element bar = (Element) bars.item(index);
            if (bar.getAttribute("height").equals("17")) {
                int width = Integer.parseInt(bar.getAttribute("width"));
                length = length == 0 ? width : length;
                ofBaseline = length != 0 && ofBaseline == 0 && width != length ? width : ofBaseline;
            }
        }
        assertThat(length).isEqualTo(2 * ofBaseline).isPositive();
    }

    @Test
    void theChartSaysWhatWasNotMeasured() {
        assertThat(FigureChart.of(figures)).contains("not measured").doesNotContain("Disk per 1,000 trades");
    }

    private static Document chart(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    }
}
