package org.coincide.engine.lifecycle;

import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.springframework.stereotype.Component;

/** Registers the status parse listener and the history level with the engine. */
@Component
class StatusPlugin extends AbstractProcessEnginePlugin {

    private final StatusParseListener statuses;

    StatusPlugin(StatusParseListener statuses) {
        this.statuses = statuses;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        List<BpmnParseListener> listeners = new ArrayList<>();
        if (engine.getCustomPreBPMNParseListeners() != null) {
            listeners.addAll(engine.getCustomPreBPMNParseListeners());
        }
        listeners.add(statuses);
        engine.setCustomPreBPMNParseListeners(listeners);
        engine.setCustomHistoryLevels(List.of(new DecisionHistoryLevel()));
        engine.setHistory(DecisionHistoryLevel.NAME);
    }
}
