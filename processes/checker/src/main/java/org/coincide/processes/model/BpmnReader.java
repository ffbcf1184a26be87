package org.coincide.processes.model;

import java.io.InputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.validation.Schema;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.impl.BpmnModelConstants;
import org.camunda.bpm.model.bpmn.impl.BpmnParser;
import org.camunda.bpm.model.xml.instance.DomDocument;

/**
 * Reads BPMN files as Camunda does, with BPMN's schema read once. Camunda's own reader reads the schema again for each model, which
 * takes several times as long as the model itself, and fetches any other schema that a model names ({@code xsi:schemaLocation}). Here
 * such a schema is ignored: the model is validated by BPMN's own. Validation stays on, since its messages name a line and the engine's
 * attributes get their defaults from the schema.
 */
public final class BpmnReader extends Bpmn {

    private static final String SCHEMA_LANGUAGE = "http://java.sun.com/xml/jaxp/properties/schemaLanguage";
    private static final String SCHEMA_SOURCE = "http://java.sun.com/xml/jaxp/properties/schemaSource";
    private static final BpmnReader READER = new BpmnReader();

    private final Parser parser = new Parser();

    private BpmnReader() {}

    /** Replaces the reader of this JVM, including that of the engine. */
    public static void install() {
        Bpmn.INSTANCE = READER;
    }

    /** @throws org.camunda.bpm.model.xml.ModelException if the file is not BPMN 2.0 */
    public static BpmnModelInstance read(InputStream model) {
        return READER.doReadModelFromInputStream(model);
    }

    /** The schema of BPMN 2.0; thread-safe. */
    public static Schema schema() {
        return READER.parser.schema();
    }

    @Override
    protected BpmnModelInstance doReadModelFromInputStream(InputStream model) {
        return parser.parseModelFromStream(model);
    }

    private static final class Parser extends BpmnParser {

        /** Set by the constructor of the superclass. */
        private DocumentBuilderFactory documents;

        private Parser() {
            documents.setSchema(schema());
        }

        Schema schema() {
            return schemas.get(BpmnModelConstants.BPMN20_NS);
        }

        @Override
        protected void configureFactory(DocumentBuilderFactory factory) {
            super.configureFactory(factory);
            // With these attributes the parser reads the schema for each model; validation would require a DTD then.
            factory.setAttribute(SCHEMA_LANGUAGE, null);
            factory.setAttribute(SCHEMA_SOURCE, null);
            factory.setValidating(false);
            documents = factory;
        }

        /** Does nothing, since the parser has validated the model. */
        @Override
        public void validateModel(DomDocument model) {}
    }
}
