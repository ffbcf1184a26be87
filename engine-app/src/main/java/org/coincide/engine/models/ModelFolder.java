package org.coincide.engine.models;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.coincide.processes.model.CheckLimits;
import org.coincide.processes.model.Finding;

/**
 * The contents of a folder of models.
 *
 * @param files the models, tables and forms
 * @param findings the files that are too large or cannot be read, which refuse the set, and those that are ignored
 * @param fault the reason why the folder has nothing: missing, unreadable or without any entry; empty if it is as it should be
 */
record ModelFolder(ModelFiles files, List<Finding> findings, String fault) {

    private static final String READ = "a file in the folder is a model, a table or a form";
    private static final String READABLE = "each model in the folder can be read";
    private static final String WITHIN_LIMITS = "a model is within the limits of the check";

    /** The fault of a folder without any entry. */
    static final String EMPTY = "is empty";

    /** Notes and pictures beside the models, which nobody takes for models. */
    private static final Pattern NOTE = Pattern.compile("\\..*|.*\\.(md|txt|svg|png|jpe?g|pdf)");

    /** Reads a folder. A file beyond the limit of the size is not read. */
    static ModelFolder read(Path folder, CheckLimits limits) {
        if (!Files.isDirectory(folder)) {
            return faulty("does not exist");
        }
        Map<String, byte[]> contents = new TreeMap<>();
        List<Finding> findings = new ArrayList<>();
        try (Stream<Path> entries = Files.list(folder)) {
            List<Path> all = entries.sorted().toList();
            if (all.isEmpty()) {
                return faulty(EMPTY);
            }
            for (Path entry : all) {
                read(entry, limits, contents, findings);
            }
        } catch (IOException unreadable) {
            return faulty(unreadable(unreadable));
        } catch (UncheckedIOException unreadable) {
            return faulty(unreadable(unreadable.getCause()));
        }
        return new ModelFolder(new ModelFiles(contents), List.copyOf(findings), "");
    }

    private static ModelFolder faulty(String fault) {
        return new ModelFolder(new ModelFiles(Map.of()), List.of(), fault);
    }

    private static String unreadable(IOException failure) {
        return "cannot be read: " + failure + "; restore it, or grant the account of the program access to it";
    }

    private static void read(Path entry, CheckLimits limits, Map<String, byte[]> contents, List<Finding> findings) {
        String name = entry.getFileName().toString();
        if (!ModelFiles.isModel(name) || Files.exists(entry) && !Files.isRegularFile(entry)) {
            if (!NOTE.matcher(name).matches()) {
                findings.add(new Finding(name, "", READ, ignored(entry, name), false));
            }
            return;
        }
        try {
            long size = Files.size(entry);
            if (size > limits.maxBytes()) {
                findings.add(new Finding(name, "", WITHIN_LIMITS, limits.tooLarge(size), true));
                return;
            }
            contents.put(name, Files.readAllBytes(entry));
        } catch (IOException failure) {
            findings.add(new Finding(name, "", READABLE, unreadable(failure), true));
        }
    }

    /** The findings in the files, and the fault of the folder as a finding about its path; for a check of the folder alone. */
    List<Finding> findings(Path folder) {
        if (fault.isEmpty() && (!files.contents().isEmpty() || findings.stream().anyMatch(Finding::binding))) {
            return findings;
        }
        boolean hasNone = fault.isEmpty() || fault.equals(EMPTY);
        Finding ofFolder = new Finding(
                folder.toString(),
                "",
                READABLE,
                hasNone ? "has no models, so that only those of the server are checked" : fault,
                !hasNone);
        return Stream.concat(Stream.of(ofFolder), findings.stream()).toList();
    }

    private static String ignored(Path entry, String name) {
        if (Files.isDirectory(entry)) {
            return "is a folder and ignored; move its models into the folder itself";
        }
        String lowerCase = name.toLowerCase(java.util.Locale.ROOT);
        if (ModelFiles.isModel(lowerCase)) {
            return "is ignored, since its ending is not in lower case; rename it to " + lowerCase;
        }
        if (lowerCase.endsWith(".htm")) {
            return "is ignored; rename it to " + name + "l if it is a form";
        }
        return lowerCase.endsWith(".form")
                ? "is ignored, since Camunda Forms are not supported; use an embedded form, an .html file"
                : "is ignored; the server reads the endings .bpmn, .dmn and .html";
    }

    /** Equal if nothing that matters has changed. */
    String fingerprint() {
        return files.fingerprint() + findings + fault;
    }
}
