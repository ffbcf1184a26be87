package org.coincide.engine.security;

import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParser;
import org.camunda.bpm.engine.impl.util.ReflectUtil;
import org.xml.sax.SAXException;

/**
 * The engine's own parser, with BPMN's schema read once. The engine's reads it again for each model, which takes longer than to
 * read the model.
 */
final class PreparedParser extends BpmnParser {

    private static final Schema BPMN = read();

    PreparedParser(BpmnParser own) {
        super(own.getExpressionManager(), ModelFence::new);
        setParseListeners(own.getParseListeners());
    }

    /** One for each model: what the engine sets at it is not for other threads. */
    @Override
    protected SAXParserFactory getSaxParserFactoryLazily() {
        try {
            SAXParserFactory factory = SAXParserFactory.newDefaultNSInstance();
            factory.setFeature(NAMESPACE_PREFIXES, true);
            factory.setSchema(BPMN);
            return factory;
        } catch (ParserConfigurationException | SAXException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Schema read() {
        try {
            return SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                    .newSchema(ReflectUtil.getResource(BPMN_20_SCHEMA_LOCATION));
        } catch (SAXException e) {
            throw new IllegalStateException(e);
        }
    }
}
