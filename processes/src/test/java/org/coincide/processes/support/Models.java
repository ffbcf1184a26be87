package org.coincide.processes.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.coincide.processes.checks.ModelSet;

/** The models as an editor saved them, by file name. */
public final class Models {

    public static final List<String> PROCESSES = List.of("delivery", "dispatch", "order", "payment", "return");

    /** Read once: that takes longer than many a test. */
    private static final Map<String, BpmnModelInstance> READ = read();

    private Models() {}

    /** Each model of the folder: a test may break its own copy. */
    public static Map<String, BpmnModelInstance> all() {
        var models = new TreeMap<String, BpmnModelInstance>();
        READ.forEach((file, model) -> models.put(file, model.clone()));
        return models;
    }

    private static Map<String, BpmnModelInstance> read() {
        try (var files = Files.list(folder())) {
            var models = new TreeMap<String, BpmnModelInstance>();
            files.filter(file -> file.toString().endsWith(".bpmn"))
                    .forEach(file -> models.put(file.getFileName().toString(), Bpmn.readModelFromFile(file.toFile())));
            return models;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Each decision table of the folder. */
    public static Map<String, DmnModelInstance> decisions() {
        try (var files = Files.list(folder())) {
            var decisions = new TreeMap<String, DmnModelInstance>();
            files.filter(file -> file.toString().endsWith(".dmn"))
                    .forEach(
                            file -> decisions.put(file.getFileName().toString(), Dmn.readModelFromFile(file.toFile())));
            return decisions;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text of each form of the folder. */
    public static Map<String, String> forms() {
        try (var files = Files.list(folder())) {
            var forms = new TreeMap<String, String>();
            for (var file :
                    files.filter(one -> one.toString().endsWith(".html")).toList()) {
                forms.put(file.getFileName().toString(), Files.readString(file));
            }
            return forms;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** These models with the folder's tables and forms. */
    public static ModelSet with(Map<String, BpmnModelInstance> models) {
        return new ModelSet(models, decisions(), forms());
    }

    private static Path folder() {
        try {
            return Path.of(Models.class.getResource("/processes").toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
