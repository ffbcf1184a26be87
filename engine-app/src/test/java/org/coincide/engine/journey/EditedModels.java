package org.coincide.engine.journey;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.coincide.processes.model.BpmnReader;

/** The folder in which an editor saves models. */
record EditedModels(Path folder) {

    /** The server's own model, changed by a modeler that writes the file in place. */
    void save(String file, Consumer<BpmnModelInstance> change) {
        BpmnModelInstance model = BpmnReader.read(ofTheServer(file));
        change.accept(model);
        ByteArrayOutputStream saved = new ByteArrayOutputStream();
        Bpmn.writeModelToStream(saved, model);
        save(file, saved.toByteArray());
    }

    void save(String file, byte[] content) {
        try {
            Files.createDirectories(folder);
            Files.write(folder.resolve(file), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes the models; the remaining file says that this is meant. */
    void clear() {
        save(".keep", new byte[0]);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(one -> !one.endsWith(".keep")).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Moves the folder away, as a share that is unmounted; the returned action brings it back. */
    Runnable vanish() {
        Path away = folder.resolveSibling(folder.getFileName() + "-away");
        move(folder, away);
        return () -> move(away, folder);
    }

    private static void move(Path from, Path to) {
        try {
            Files.move(from, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static BpmnModelInstance serversOwn(String file) {
        return BpmnReader.read(ofTheServer(file));
    }

    private static InputStream ofTheServer(String file) {
        try (InputStream model = EditedModels.class.getResourceAsStream("/processes/" + file)) {
            return new ByteArrayInputStream(model.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
