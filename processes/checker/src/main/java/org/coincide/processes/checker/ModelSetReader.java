package org.coincide.processes.checker;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.coincide.processes.forms.HtmlForm;
import org.coincide.processes.model.BpmnReader;
import org.coincide.processes.model.CheckLimits;
import org.coincide.processes.model.Finding;
import org.coincide.processes.model.ModelSet;

/** Reads a model set from files; reports files that cannot be read. */
final class ModelSetReader {

    private static final String WITHIN_LIMITS = "a model is within the limits of the check";
    private static final String READABLE = "a model is a BPMN 2.0 or DMN file";

    /** Names of models that the engine could deploy, and the server does not: CMMN, and other endings of BPMN and DMN. */
    static final Pattern OTHER_MODEL = Pattern.compile(".*\\.(cmmn|(bpmn|cmmn|dmn)\\d*\\.xml)");

    private ModelSetReader() {}

    static ModelSet read(Map<String, byte[]> files, CheckLimits limits, List<Finding> unreadable) {
        var processes = new TreeMap<String, BpmnModelInstance>();
        var decisions = new TreeMap<String, DmnModelInstance>();
        var forms = new TreeMap<String, HtmlForm>();
        files.forEach((file, content) -> {
            var excess = excess(file, content, limits);
            if (excess.isPresent()) {
                unreadable.add(new Finding(file, "", WITHIN_LIMITS, excess.get(), true));
                return;
            }
            if (OTHER_MODEL.matcher(file).matches()) {
                unreadable.add(new Finding(
                        file,
                        "",
                        READABLE,
                        "is not a .bpmn or .dmn file, and the server would not run it; rename a BPMN or DMN file, and"
                                + " remove a CMMN file",
                        true));
                return;
            }
            try {
                if (file.endsWith(".dmn")) {
                    var model = Dmn.readModelFromStream(new ByteArrayInputStream(content));
                    var wrong = WrongReferences.in(file, model).toList();
                    unreadable.addAll(wrong);
                    if (wrong.isEmpty()) {
                        decisions.put(file, model);
                    }
                } else if (file.endsWith(".bpmn")) {
                    var model = BpmnReader.read(new ByteArrayInputStream(content));
                    var wrong = WrongReferences.in(file, model).toList();
                    unreadable.addAll(wrong);
                    if (wrong.isEmpty()) {
                        processes.put(file, model);
                    }
                } else {
                    forms.put(file, HtmlForm.read(new String(content, StandardCharsets.UTF_8)));
                }
            } catch (RuntimeException | StackOverflowError e) {
                // Camunda's readers throw ModelException, and others for what they do not expect.
                unreadable.add(
                        new Finding(file, "", READABLE, "cannot be read: " + cause(e) + "; repair the file", true));
            }
        });
        return new ModelSet(processes, decisions, forms);
    }

    private static Optional<String> excess(String file, byte[] content, CheckLimits limits) {
        if (content.length > limits.maxBytes()) {
            return Optional.of(limits.tooLarge(content.length));
        }
        return file.endsWith(".html") ? Optional.empty() : XmlSize.excess(content, limits);
    }

    private static String cause(Throwable failure) {
        var deepest = failure;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return Objects.requireNonNullElse(deepest.getMessage(), deepest.toString());
    }
}
