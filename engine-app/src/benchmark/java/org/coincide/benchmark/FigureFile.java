package org.coincide.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The file {@code benchmark.json}: names and numbers of one run. A figure that was not measured is null, with its reason below
 * {@code not_measured}; {@code run} describes the run. Both modules write into the file of the same run, one after the other, and the figures
 * of an earlier run are dropped.
 */
public final class FigureFile {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final String RUN = "run";
    private static final String ID = "id";
    private static final String NOT_MEASURED = "not_measured";
    private static final int DECIMALS = 3;

    private final Path path;
    private final SortedMap<String, BigDecimal> values = new TreeMap<>();
    private final SortedMap<String, String> reasons = new TreeMap<>();
    private final Map<String, String> run = new LinkedHashMap<>();

    private FigureFile(Path path) {
        this.path = path;
    }

    /** The file of the run with this id, which may be empty as yet. */
    public static FigureFile of(Path path, String id) throws IOException {
        FigureFile file = new FigureFile(path);
        if (Files.exists(path)) {
            JsonNode stored = JSON.readTree(path.toFile());
            if (stored.path(RUN).path(ID).asText().equals(id)) {
                file.read(stored);
            }
        }
        file.run.put(ID, id);
        return file;
    }

    private void read(JsonNode stored) {
        stored.properties().forEach(entry -> {
            if (entry.getValue().isNumber()) {
                values.put(entry.getKey(), entry.getValue().decimalValue());
            }
        });
        stored.path(NOT_MEASURED)
                .properties()
                .forEach(entry -> reasons.put(entry.getKey(), entry.getValue().asText()));
        stored.path(RUN)
                .properties()
                .forEach(entry -> run.put(entry.getKey(), entry.getValue().asText()));
    }

    /** Sets a measured figure. A value that is no number counts as not measured. */
    public void put(String name, double value) throws IOException {
        if (Double.isFinite(value)) {
            values.put(name, BigDecimal.valueOf(value).setScale(DECIMALS, RoundingMode.HALF_UP));
            reasons.remove(name);
            write();
        } else {
            putMissing(name, "The measurement had no result.");
        }
    }

    /** Gives the reason why a figure is missing, unless it was measured or has a reason. */
    public void putMissing(String name, String reason) throws IOException {
        if (!values.containsKey(name) && reasons.putIfAbsent(name, reason) == null) {
            write();
        }
    }

    /** Describes the run. */
    public void describe(String property, String text) throws IOException {
        run.put(property, text);
        write();
    }

    public Optional<BigDecimal> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** All measured figures by name. */
    public SortedMap<String, BigDecimal> values() {
        return Collections.unmodifiableSortedMap(values);
    }

    /** The reasons of figures that were not measured, by name. */
    public SortedMap<String, String> reasons() {
        return Collections.unmodifiableSortedMap(reasons);
    }

    /** The description of the run. */
    public Map<String, String> run() {
        return Collections.unmodifiableMap(run);
    }

    private void write() throws IOException {
        Map<String, Object> all = new TreeMap<>(values);
        reasons.keySet().forEach(name -> all.put(name, null));
        Map<String, Object> content = new LinkedHashMap<>(all);
        content.put(NOT_MEASURED, reasons);
        content.put(RUN, run);
        Path folder = path.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        Path complete = Files.createTempFile(folder, "benchmark", ".json");
        JSON.writeValue(complete.toFile(), content);
        Files.move(complete, path, StandardCopyOption.REPLACE_EXISTING);
    }
}
