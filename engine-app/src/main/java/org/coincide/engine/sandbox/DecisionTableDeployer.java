package org.coincide.engine.sandbox;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.impl.persistence.deploy.Deployer;
import org.camunda.bpm.engine.impl.persistence.entity.DeploymentEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ResourceEntity;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * Refuses a decision table (DMN) that says what it means in anything but FEEL, the language of tables: JUEL and the engine's
 * script languages could do more than compare, and FEEL's own way out to Java is shut as well.
 */
final class DecisionTableDeployer implements Deployer {

    private static final Set<String> TABLES = Set.of(".dmn", ".dmn10.xml", ".dmn11.xml");
    private static final Set<String> LANGUAGES = Set.of(
            "feel",
            "http://www.omg.org/spec/feel/20140401",
            "http://www.omg.org/spec/dmn/20151101/feel/",
            "https://www.omg.org/spec/dmn/20191111/feel/");

    @Override
    public void deploy(DeploymentEntity deployment) {
        deployment.getResources().values().stream()
                .filter(resource -> TABLES.stream().anyMatch(resource.getName().toLowerCase(Locale.ROOT)::endsWith))
                .forEach(DecisionTableDeployer::check);
    }

    private static void check(ResourceEntity resource) {
        NodeList elements = document(resource).getElementsByTagNameNS("*", "*");
        for (int index = 0; index < elements.getLength(); index++) {
            Element element = (Element) elements.item(index);
            String language = element.getAttribute("expressionLanguage");
            if (!language.isEmpty() && !LANGUAGES.contains(language.toLowerCase(Locale.ROOT))) {
                throw refused(resource, element, "speaks " + language + "; write it in FEEL");
            }
            if (element.getLocalName().equals("text")
                    && element.getTextContent().contains("external")) {
                throw refused(resource, (Element) element.getParentNode(), "cannot call what is outside of the table");
            }
        }
    }

    private static Document document(ResourceEntity resource) {
        try {
            DocumentBuilderFactory xml = DocumentBuilderFactory.newInstance();
            xml.setNamespaceAware(true);
            xml.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            xml.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return xml.newDocumentBuilder().parse(new ByteArrayInputStream(resource.getBytes()));
        } catch (ParserConfigurationException | SAXException | IOException unreadable) {
            throw new BadUserRequestException(
                    "The decision table " + resource.getName() + " cannot be read", unreadable);
        }
    }

    private static BadUserRequestException refused(ResourceEntity resource, Element element, String why) {
        return new BadUserRequestException(
                "Decision table %s: %s %s".formatted(resource.getName(), element.getAttribute("id"), why));
    }
}
