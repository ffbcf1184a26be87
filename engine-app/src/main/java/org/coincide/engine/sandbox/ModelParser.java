package org.coincide.engine.sandbox;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParseListener;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.stereotype.Component;

/**
 * Checks whether models can be deployed, with the engine's parser and the server's restrictions, for the {@code check} command and
 * for the server before a deployment. Needs neither a running engine nor a database.
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
     * Parses the files as one deployment.
     *
     * @throws org.camunda.bpm.engine.ParseException with all errors of a BPMN file, by element
     * @throws org.camunda.bpm.engine.ProcessEngineException if the files are refused for another reason
     */
    public synchronized void parse(Map<String, byte[]> files) {
        if (engine == null) {
            engine = new ParserEngineConfiguration(beans, listeners);
        }
        engine.parse(files);
    }
}
