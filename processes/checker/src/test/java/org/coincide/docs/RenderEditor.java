package org.coincide.docs;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Renders outdated pictures of the guide for editors with camunda-bpmn-js, the editor of Camunda Modeler, in the installed Chromium. The
 * name keeps the class out of the build; {@code -Dtest=RenderEditor} runs it. The editor exists only as an npm package: {@code
 * -Dcoincide.docs.editor} names the folder of the extracted package.
 */
class RenderEditor {

    private static final int WIDTH = 1500;
    private static final int HEIGHT = 720;
    private static final List<String> STYLES = List.of(
            "diagram-js.css",
            "bpmn-js.css",
            "bpmn-font/css/bpmn-embedded.css",
            "properties-panel.css",
            "element-templates.css");
    private static final String BODY =
            """
            <style>
              body { margin: 0; display: flex; height: 720px; font-family: Arial, sans-serif }
              #canvas { flex: 1 } #panel { width: 330px; overflow: hidden; border-left: 1px solid #ccc }
              .djs-palette, .djs-context-pad-parent, .djs-context-pad { display: none !important }
            </style>
            <div id="canvas"></div><div id="panel"></div>""";
    private static final String OPEN =
            """
            async ({xml, templates}) => {
              window.modeler = new BpmnModeler({
                container: '#canvas',
                propertiesPanel: {parent: '#panel'},
                exporter: {name: 'Camunda Modeler', version: '5'}
              });
              modeler.get('elementTemplatesLoader').setTemplates(templates.flatMap(text => JSON.parse(text)));
              const {warnings} = await modeler.importXML(xml);
              return warnings.map(warning => warning.message);
            }""";
    /** Selects the element and shows it in the right half of the diagram. */
    private static final String SELECT =
            """
            element => {
              const canvas = modeler.get('canvas');
              const shape = modeler.get('elementRegistry').get(element);
              const {width, height} = canvas.viewbox().outer;
              canvas.viewbox({x: shape.x + shape.width / 2 - width * 0.6, y: shape.y + shape.height / 2 - height * 0.55, width, height});
              modeler.get('selection').select(shape);
              return shape.businessObject.name;
            }""";

    private static final String LABEL = "#panel .bio-properties-panel-header-label:text-is('%s')";
    private static final String CLOSED_GROUP = "#panel :is(.bio-properties-panel-group-header,"
            + " .bio-properties-panel-collapsible-entry-header):not(.open):has(> :text-is('%s'))";

    @Test
    void picturesThatAreNotCurrent() throws IOException {
        List<EditorPicture> outdated =
                EditorPicture.all().filter(picture -> !picture.isCurrent()).toList();
        if (outdated.isEmpty()) {
            return;
        }
        try (var browser = new DocumentationBrowser()) {
            for (EditorPicture picture : outdated) {
                try (Browser started = browser.start()) {
                    picture.write(screenshot(started, picture));
                }
            }
        }
    }

    private static byte[] screenshot(Browser browser, EditorPicture picture) {
        Page page = browser.newPage(new Browser.NewPageOptions().setViewportSize(WIDTH, HEIGHT));
        page.setContent(BODY);
        Path editor = editor();
        for (String style : STYLES) {
            page.addStyleTag(new Page.AddStyleTagOptions()
                    .setPath(editor.resolve("assets").resolve(style)));
        }
        page.addScriptTag(
                new Page.AddScriptTagOptions().setPath(editor.resolve("camunda-platform-modeler.production.min.js")));
        page.evaluate(OPEN, Map.of("xml", EditorPicture.model(), "templates", EditorPicture.templates()));
        page.waitForSelector(LABEL.formatted("Dispatch"));
        page.waitForSelector(LABEL.formatted(page.evaluate(SELECT, picture.element())));
        picture.openGroups().forEach(group -> page.click(CLOSED_GROUP.formatted(group)));
        page.mouse().move(0, 0);
        return page.screenshot();
    }

    private static Path editor() {
        String folder = System.getProperty("coincide.docs.editor");
        if (folder == null) {
            throw new IllegalStateException(
                    "-Dcoincide.docs.editor names no folder of camunda-bpmn-js. See docs/images/README.md.");
        }
        return Path.of(folder, "dist");
    }
}
