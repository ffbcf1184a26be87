package org.coincide.engine.models;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.coincide.processes.model.BpmnReader;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * A set of model files and the forms of their tasks.
 *
 * @param contents file contents by file name, sorted by name
 */
public record ModelFiles(Map<String, byte[]> contents) {

    /** Names of forms and of all kinds of models; the check refuses those that the server does not run. */
    private static final String MODEL = "[^.].*\\.(bpmn|dmn|html|cmmn|(bpmn|cmmn|dmn)\\d*\\.xml)";

    private static final String BUNDLED = "classpath*:processes/*.";

    /** Copies the contents, sorted by name. */
    public ModelFiles {
        contents = new TreeMap<>(contents);
    }

    /** Returns the models in the server's jar. */
    public static ModelFiles bundled() {
        Map<String, byte[]> contents = new TreeMap<>();
        PathMatchingResourcePatternResolver resolver = new PathMatchingResourcePatternResolver();
        for (String kind : new String[] {"bpmn", "dmn", "html"}) {
            try {
                for (Resource resource : resolver.getResources(BUNDLED + kind)) {
                    contents.put(resource.getFilename(), resource.getContentAsByteArray());
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return new ModelFiles(contents);
    }

    /** Returns whether a file of this name is a form or a model. */
    static boolean isModel(String name) {
        return name.matches(MODEL);
    }

    /** Returns the union of both sets; a file of this set replaces a file of the same name. */
    public ModelFiles over(ModelFiles others) {
        Map<String, byte[]> all = new TreeMap<>(others.contents);
        all.putAll(contents);
        return new ModelFiles(all);
    }

    /** Returns the candidate groups of the user tasks. */
    SortedSet<String> groups() {
        return contents.entrySet().stream()
                .filter(file -> file.getKey().endsWith(".bpmn"))
                .map(file -> BpmnReader.read(new ByteArrayInputStream(file.getValue())))
                .flatMap(model -> model.getModelElementsByType(UserTask.class).stream())
                .flatMap(task -> task.getCamundaCandidateGroupsList().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Returns a digest of all names and contents. */
    String fingerprint() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            contents.forEach((name, content) -> {
                digest.update((name + "\n" + content.length + "\n").getBytes(StandardCharsets.UTF_8));
                digest.update(content);
            });
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
