package org.coincide.processes.rulebook;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import org.camunda.bpm.model.xml.ModelInstance;
import org.coincide.processes.checks.ModelSet;
import org.w3c.dom.Attr;
import org.w3c.dom.Node;

/**
 * What models do, as a sum: the same for two sets that differ in nothing but what people see of them, such as the drawing, the names of
 * tasks or a version tag. Such two need not both be walked.
 */
final class Substance {

    private static final String DRAWING = "/DI";
    private static final Set<String> DRAWING_OF_TABLES = Set.of("/DMNDI/", "/DI/", "/DC/");
    private static final Set<String> FOR_PEOPLE = Set.of("documentation", "description");
    private static final Set<String> GOES_BY_ITS_NAME = Set.of("message", "error", "escalation", "signal", "output");
    private static final Set<String> SEEN_ONLY =
            Set.of("versionTag", "modelerTemplate", "modelerTemplateVersion", "label");

    private final MessageDigest sum;

    private Substance() {
        try {
            sum = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static String of(ModelSet models) {
        var substance = new Substance();
        models.processes().forEach(substance::add);
        models.decisions().forEach(substance::add);
        return HexFormat.of().formatHex(substance.sum.digest());
    }

    private void add(String file, ModelInstance model) {
        add(file);
        add(model.getDocument().getDomSource().getNode());
    }

    private void add(Node node) {
        switch (node.getNodeType()) {
            case Node.TEXT_NODE, Node.CDATA_SECTION_NODE ->
                add(node.getNodeValue().strip());
            case Node.ELEMENT_NODE -> addElement(node);
            case Node.DOCUMENT_NODE -> addChildren(node);
            default -> {
                // Comments and the like say nothing to the engine.
            }
        }
    }

    private void addElement(Node element) {
        if (isDrawing(String.valueOf(element.getNamespaceURI())) || FOR_PEOPLE.contains(element.getLocalName())) {
            return;
        }
        add("<" + element.getLocalName());
        var attributes = element.getAttributes();
        for (int index = 0; index < attributes.getLength(); index++) {
            var attribute = (Attr) attributes.item(index);
            if (matters(attribute, element)) {
                add(attribute.getLocalName() + "=" + attribute.getValue());
            }
        }
        addChildren(element);
        add(">");
    }

    private void addChildren(Node node) {
        for (var child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
            add(child);
        }
    }

    private static boolean isDrawing(String namespace) {
        return namespace.endsWith(DRAWING) || DRAWING_OF_TABLES.stream().anyMatch(namespace::endsWith);
    }

    /** What an element of BPMN is called matters only where it is found by that; of the engine's own elements everything does. */
    private static boolean matters(Attr attribute, Node element) {
        var isBpmn = !String.valueOf(element.getNamespaceURI()).contains("camunda.org");
        var isForPeople =
                isBpmn && "name".equals(attribute.getNodeName()) && !GOES_BY_ITS_NAME.contains(element.getLocalName());
        return !isForPeople
                && !SEEN_ONLY.contains(attribute.getLocalName())
                && !attribute.getNodeName().startsWith("xmlns");
    }

    private void add(String text) {
        if (!text.isEmpty()) {
            sum.update((text + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }
}
