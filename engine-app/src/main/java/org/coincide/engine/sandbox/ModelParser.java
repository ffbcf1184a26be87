package org.coincide.engine.sandbox;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParseListener;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.stereotype.Component;

/**
 * The engine's own parser with our fences around it, for whoever wants to know beforehand whether models can be deployed: an editor at her
 * desk, and the server before it deploys. It needs no engine that runs and no database.
 */
@Component
public class ModelParser {

    private final BeanFactory beans;
    private final List<BpmnParseListener> listeners;
    private ParserEngineConfiguration engine;

    ModelParser(BeanFactory beans, List<BpmnParseListener> listeners) {
        this.beans = beans;
        this.listeners = listeners;
    }

    /**
     * Reads these files as one deployment.
     *
     * @throws org.camunda.bpm.engine.ParseException with all that is wrong with a BPMN file, by element
     * @throws org.camunda.bpm.engine.ProcessEngineException where they are refused for another reason
     */
    public synchronized void parse(Map<String, byte[]> files) {
        if (engine == null) {
            engine = new ParserEngineConfiguration(beans, listeners);
        }
        engine.read(files);
    }
}
