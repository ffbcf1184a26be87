package org.coincide.engine.sandbox;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.impl.persistence.deploy.Deployer;
import org.camunda.bpm.engine.impl.persistence.entity.DeploymentEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ResourceEntity;
import org.camunda.bpm.model.dmn.impl.DmnModelConstants;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * Refuses a decision table (DMN) with another expression language than FEEL, since JUEL and script languages can call code, and a table
 * that calls an external function of FEEL.
 */
final class DecisionTableDeployer implements Deployer {

    /** Without a dot, because the engine ignores it as well. */
    private static final Set<String> TABLES = Set.of("dmn", "dmn10.xml", "dmn11.xml");

    private static final String FEEL = "feel";

    /** The other names by which the engine knows FEEL. With the name of DMN 1.1 it would search for a script language. */
    private static final Set<String> FEEL_NAMES = Set.of(
            DmnModelConstants.FEEL_NS,
            DmnModelConstants.FEEL12_NS,
            DmnModelConstants.FEEL13_NS,
            DmnModelConstants.FEEL14_NS,
            DmnModelConstants.FEEL15_NS);

    private static final Set<String> ANNOTATIONS = Set.of("textAnnotation", "annotationEntry");
    private static final Pattern EXTERNAL = Pattern.compile("\\bexternal\\b");
    private static final Pattern STRING_LITERALS = Pattern.compile("\"[^\"\\\\]*\"(\\s*,\\s*\"[^\"\\\\]*\")*");

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
            if (!language.isEmpty() && !FEEL.equalsIgnoreCase(language) && !FEEL_NAMES.contains(language)) {
                throw refused(resource, element, "uses the expression language " + language + "; set it to feel");
            }
            if (isExpression(element) && hasExternalFunction(element.getTextContent())) {
                throw refused(
                        resource,
                        (Element) element.getParentNode(),
                        "calls an external function; use only functions of FEEL");
            }
        }
    }

    private static boolean isExpression(Element element) {
        return element.getLocalName().equals("text")
                && !ANNOTATIONS.contains(element.getParentNode().getLocalName());
    }

    /** Conservative, since comments and string literals of FEEL can hide the keywords from a simple parser. */
    private static boolean hasExternalFunction(String expression) {
        return expression.contains("function")
                && EXTERNAL.matcher(expression).find()
                && !STRING_LITERALS.matcher(expression.strip()).matches();
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
                    "The decision table " + resource.getName() + " cannot be parsed", unreadable);
        }
    }

    private static BadUserRequestException refused(ResourceEntity resource, Element element, String problem) {
        return new BadUserRequestException(
                "Decision table %s: %s %s".formatted(resource.getName(), element.getAttribute("id"), problem));
    }
}
