package org.coincide.engine.models;

import org.coincide.engine.sandbox.ModelParser;
import org.coincide.processes.checker.CheckReport;
import org.coincide.processes.checker.ModelChecker;
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

    CheckReport check(ModelFiles files) {
        return checker.check(files.contents(), engine.findings(files.contents()));
    }
}
