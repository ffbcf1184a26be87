package org.coincide.engine.models;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.coincide.engine.sandbox.ModelParser;
import org.coincide.processes.checker.CheckReport;
import org.coincide.processes.checker.ModelChecker;
import org.coincide.processes.model.Finding;
import org.coincide.processes.server.ServerInterfaceFile;
import org.springframework.stereotype.Component;

/** Checks models before deployment, by the model checker and by the parser of the engine. */
@Component
class ModelCheck {

    private final ModelChecker checker;
    private final EngineParseCheck engine;

    ModelCheck(ModelChecker checker, ModelParser parser) {
        this.checker = checker;
        this.engine = new EngineParseCheck(parser);
    }

    /** Returns a digest of the files and of the server's interface and topics, on which the result of their check depends. */
    String fingerprint(ModelFiles files) {
        byte[] server = ServerInterfaceFile.write(checker.server()).getBytes(StandardCharsets.UTF_8);
        return new ModelFiles(Map.of("server-interface.json", server))
                .over(files)
                .fingerprint();
    }

    /** The engine parses the files while the checker reads them. */
    CheckReport check(ModelFiles files) {
        CompletableFuture<List<Finding>> parsed = CompletableFuture.supplyAsync(
                () -> engine.findings(files.contents()), task -> inBackground("model-parser", task));
        return checker.check(files.contents(), parsed::join);
    }

    /** Starts a thread that inherits the class loader of the program, unlike those of a shared pool: parsers search it. */
    static void inBackground(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }
}
