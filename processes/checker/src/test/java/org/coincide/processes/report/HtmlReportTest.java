package org.coincide.processes.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.camunda.bpm.model.bpmn.instance.di.Waypoint;
import org.coincide.processes.model.Finding;
import org.coincide.processes.support.Models;
import org.junit.jupiter.api.Test;

class HtmlReportTest {

    private static final Pattern VIEW = Pattern.compile("viewBox=\"(-?\\d+) (-?\\d+) (\\d+) (\\d+)\"");
    private static final Finding FINDING =
            new Finding("order.bpmn", "Task_CloseDelivery", "a rule", "is <wrong> & unclear", true);

    @Test
    void aFindingIsLinkedToItsElement() {
        assertThat(page(List.of(FINDING)))
                .contains("<a href=\"#order.bpmn/Task_CloseDelivery\">order.bpmn: Task_CloseDelivery</a>")
                .contains("<g class=\"objected\" id=\"order.bpmn/Task_CloseDelivery\">")
                .contains("is &lt;wrong&gt; &amp; unclear")
                .contains(">order.bpmn</a> <b>(1)</b>");
    }

    @Test
    void linesOutsideTheShapesAreDrawnWhole() {
        var models = Map.of("delivery.bpmn", Models.all().get("delivery.bpmn"));
        var lowest = models.get("delivery.bpmn").getModelElementsByType(Waypoint.class).stream()
                .mapToDouble(Waypoint::getY)
                .max()
                .orElseThrow();
        var view = VIEW.matcher(HtmlReport.of(Models.with(models), "", Set.of(), List.of(), Map.of()));

        assertThat(view.find()).isTrue();
        assertThat(Double.parseDouble(view.group(2)) + Double.parseDouble(view.group(4)))
                .isGreaterThan(lowest);
    }

    @Test
    void gatewaysAndEventsHaveTheirSymbols() {
        assertThat(page(List.of()))
                .contains("class=\"symbol\"", "<circle class=\"end\"")
                .contains("<p>None.</p>");
    }

    private static String page(List<Finding> findings) {
        return HtmlReport.of(Models.with(Models.all()), "", Set.of(), findings, Map.of());
    }
}
