package org.coincide.engine.models;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.coincide.processes.model.BpmnReader;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Model files as they lie somewhere, by name, and the forms of their tasks.
 *
 * @param contents in the order of the names
 */
public record ModelFiles(Map<String, byte[]> contents) {

    private static final String OF_THE_JAR = "classpath*:processes/*.";

    /** Copies, in the order of the names. */
    public ModelFiles {
        contents = new TreeMap<>(contents);
    }

    /** The models that the server brings. */
    public static ModelFiles ofTheJar() {
        Map<String, byte[]> contents = new TreeMap<>();
        PathMatchingResourcePatternResolver resolver = new PathMatchingResourcePatternResolver();
        for (String kind : new String[] {"bpmn", "dmn", "html"}) {
            try {
                for (Resource resource : resolver.getResources(OF_THE_JAR + kind)) {
                    contents.put(resource.getFilename(), resource.getContentAsByteArray());
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return new ModelFiles(contents);
    }

    /** The models in a folder; none where there is no such folder. */
    public static ModelFiles in(Path folder) {
        Map<String, byte[]> contents = new TreeMap<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.filter(ModelFiles::isModel).toList()) {
                    contents.put(file.getFileName().toString(), Files.readAllBytes(file));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return new ModelFiles(contents);
    }

    private static boolean isModel(Path file) {
        return file.getFileName().toString().matches("[^.].*\\.(bpmn|dmn|html)") && Files.isRegularFile(file);
    }

    /** These, and of the others those whose names are not among these. */
    public ModelFiles over(ModelFiles others) {
        Map<String, byte[]> all = new TreeMap<>(others.contents);
        all.putAll(contents);
        return new ModelFiles(all);
    }

    /** The groups whose people do the tasks of these processes. */
    SortedSet<String> groups() {
        return contents.entrySet().stream()
                .filter(file -> file.getKey().endsWith(".bpmn"))
                .map(file -> BpmnReader.read(new ByteArrayInputStream(file.getValue())))
                .flatMap(model -> model.getModelElementsByType(UserTask.class).stream())
                .flatMap(task -> task.getCamundaCandidateGroupsList().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The same for the same names and contents, and for nothing else. */
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
