package org.coincide.engine.sandbox;

import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParser;
import org.coincide.processes.model.BpmnReader;
import org.xml.sax.SAXException;

/**
 * The engine's own parser, with BPMN's schema read once. The engine's reads it again for each model, which takes longer than to
 * read the model. The engine's copy of the schema differs from the one of the model API in white space only.
 */
final class CachedSchemaBpmnParser extends BpmnParser {

    CachedSchemaBpmnParser(BpmnParser own) {
        super(own.getExpressionManager(), RestrictedBpmnParse::new);
        setParseListeners(own.getParseListeners());
    }

    /** One for each model: what the engine sets at it is not for other threads. */
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
