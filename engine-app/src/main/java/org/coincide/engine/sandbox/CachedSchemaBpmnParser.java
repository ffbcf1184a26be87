package org.coincide.engine.sandbox;

import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParser;
import org.coincide.processes.model.BpmnReader;
import org.xml.sax.SAXException;

/**
 * The engine's parser with a cached BPMN schema. The engine's own parser loads the schema for each model, which takes longer than
 * parsing the model. The engine's copy of the schema differs from that of the model API in white space only.
 */
final class CachedSchemaBpmnParser extends BpmnParser {

    CachedSchemaBpmnParser(BpmnParser own) {
        super(own.getExpressionManager(), RestrictedBpmnParse::new);
        setParseListeners(own.getParseListeners());
    }

    /** Creates a factory for each model: the engine changes it, so that it must not be shared between threads. */
    @Override
    protected SAXParserFactory getSaxParserFactoryLazily() {
        try {
            SAXParserFactory factory = SAXParserFactory.newDefaultNSInstance();
            factory.setFeature(NAMESPACE_PREFIXES, true);
            factory.setSchema(BpmnReader.schema());
            return factory;
        } catch (ParserConfigurationException | SAXException e) {
            throw new IllegalStateException(e);
        }
    }
}
