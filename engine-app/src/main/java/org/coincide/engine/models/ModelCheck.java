package org.coincide.engine.models;

import org.coincide.engine.sandbox.ModelParser;
import org.coincide.processes.rulebook.Rulebook;
import org.coincide.processes.rulebook.Verdict;
import org.springframework.stereotype.Component;

/** Says whether models may run: what the rulebook has against them, and what the engine has. The server and an editor's command ask it. */
@Component
class ModelCheck {

    private final Rulebook rulebook;
    private final EngineParseCheck engine;

    ModelCheck(Rulebook rulebook, ModelParser parser) {
        this.rulebook = rulebook;
        this.engine = new EngineParseCheck(parser);
    }

    Verdict judge(ModelFiles files) {
        return rulebook.judge(files.contents(), engine.against(files.contents()));
    }
}
