package org.coincide.processes.support;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.coincide.processes.forms.HtmlForm;
import org.coincide.processes.model.ModelSet;

/** The built-in models, by file name. */
public final class Models {

    public static final List<String> PROCESSES = List.of(
            "delivery",
            "dispatch",
            "invoice",
            "order",
            "payment-authorization",
            "payment-refund",
            "payment-reversal",
            "payment-settlement",
            "return");

    private static final Path FOLDER = Path.of("../models");

    /** Read once, since that takes longer than most tests. */
    private static final Map<String, BpmnModelInstance> PROCESS_FILES = read(".bpmn", Bpmn::readModelFromFile);

    private static final Map<String, DmnModelInstance> DECISION_FILES = read(".dmn", Dmn::readModelFromFile);

    private Models() {}

    /** A copy of each model, which a test can change. */
    public static Map<String, BpmnModelInstance> all() {
        return copies(PROCESS_FILES, BpmnModelInstance::clone);
    }

    /** A copy of each decision table, which a test can change. */
    public static Map<String, DmnModelInstance> decisions() {
        return copies(DECISION_FILES, DmnModelInstance::clone);
    }

    private static <T> Map<String, T> copies(Map<String, T> read, UnaryOperator<T> copy) {
        var copies = new TreeMap<String, T>();
        read.forEach((file, model) -> copies.put(file, copy.apply(model)));
        return copies;
    }

    private static <T> Map<String, T> read(String suffix, Function<File, T> reader) {
        try (var files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(suffix))
                    .collect(Collectors.toMap(
                            file -> file.getFileName().toString(), file -> reader.apply(file.toFile())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The content of each file: models, tables and forms. */
    public static Map<String, byte[]> files() {
        try (var files = Files.list(FOLDER)) {
            var contents = new TreeMap<String, byte[]>();
            for (var file : files.filter(one -> one.toString().matches(".*\\.(bpmn|dmn|html)"))
                    .toList()) {
                contents.put(file.getFileName().toString(), Files.readAllBytes(file));
            }
            return contents;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text of each form. */
    public static Map<String, String> forms() {
        try (var files = Files.list(FOLDER)) {
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

    /** A model set of these models and the built-in tables and forms. */
    public static ModelSet with(Map<String, BpmnModelInstance> models) {
        return with(models, decisions(), forms());
    }

    /** A model set with the texts of its forms. */
    public static ModelSet with(
            Map<String, BpmnModelInstance> processes,
            Map<String, DmnModelInstance> decisions,
            Map<String, String> forms) {
        var read = new TreeMap<String, HtmlForm>();
        forms.forEach((file, html) -> read.put(file, HtmlForm.read(html)));
        return new ModelSet(processes, decisions, read);
    }
}
