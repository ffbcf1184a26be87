package org.coincide.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/**
 * Renders outdated pictures of the models with bpmn-js in the installed Chromium. The name keeps the class out of the build; {@code
 * -Dtest=RenderModels} runs it.
 */
class RenderModels {

    private static final String VIEWER = "META-INF/resources/webjars/bpmn-js/%s/dist/bpmn-viewer.production.min.js";
    private static final String DRAW =
            """
            async xml => {
              const viewer = new BpmnJS({container: '#canvas'});
              const {warnings} = await viewer.importXML(xml);
              const {svg} = await viewer.saveSVG();
              viewer.destroy();
              return {svg, warnings: warnings.map(warning => warning.message)};
            }""";

    @Test
    void drawsThoseThatAreNotCurrent() throws IOException {
        List<ModelDiagram> outdated =
                ModelDiagram.all().filter(picture -> !picture.isCurrent()).toList();
        if (outdated.isEmpty()) {
            return;
        }
        try (var browser = new DocumentationBrowser()) {
            Page page = browser.start().newPage();
            page.setContent("<div id=\"canvas\" style=\"width:2000px;height:1200px\"></div>");
            page.addScriptTag(new Page.AddScriptTagOptions().setContent(viewer()));
            for (ModelDiagram picture : outdated) {
                draw(picture, page);
            }
        }
    }

    private static void draw(ModelDiagram picture, Page page) throws IOException {
        var drawn = (Map<?, ?>) page.evaluate(DRAW, ModelDiagram.text(picture.model()));
        assertThat((List<?>) drawn.get("warnings")).as(picture.toString()).isEmpty();
        Files.writeString(
                picture.svg(),
                SvgBackground.of((String) drawn.get("svg"), picture.stateOfModel()),
                StandardCharsets.UTF_8);
    }

    private static String viewer() throws IOException {
        return resource(VIEWER.formatted(version()));
    }

    private static String version() throws IOException {
        var coordinates = new Properties();
        try (InputStream file =
                RenderModels.class.getResourceAsStream("/META-INF/maven/org.webjars.npm/bpmn-js/pom.properties")) {
            coordinates.load(file);
        }
        return coordinates.getProperty("version");
    }

    private static String resource(String name) throws IOException {
        try (InputStream file = RenderModels.class.getResourceAsStream("/" + name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
