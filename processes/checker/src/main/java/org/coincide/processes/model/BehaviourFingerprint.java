package org.coincide.processes.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import org.camunda.bpm.model.xml.ModelInstance;
import org.w3c.dom.Attr;
import org.w3c.dom.Node;

/**
 * The fingerprint of the behaviour of a model set: equal for two sets that differ only in their appearance, such as the diagram, the names of
 * tasks or a version tag. The path check of the one is valid for the other.
 */
public final class BehaviourFingerprint {

    private static final String DIAGRAM = "/DI";
    private static final Set<String> DMN_DIAGRAM = Set.of("/DMNDI/", "/DI/", "/DC/");
    private static final Set<String> DOCUMENTATION = Set.of("documentation", "description");
    private static final Set<String> REFERRED_BY_NAME = Set.of("message", "error", "escalation", "signal", "output");
    private static final Set<String> APPEARANCE =
            Set.of("versionTag", "modelerTemplate", "modelerTemplateVersion", "label");

    private final MessageDigest digest;

    private BehaviourFingerprint() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    public static String of(ModelSet models) {
        var fingerprint = new BehaviourFingerprint();
        models.processes().forEach(fingerprint::add);
        models.decisions().forEach(fingerprint::add);
        models.forms().forEach((file, form) -> {
            fingerprint.add(file);
            fingerprint.add(form.fields().values() + " " + form.settable());
        });
        return HexFormat.of().formatHex(fingerprint.digest.digest());
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
                // The engine ignores comments and processing instructions.
            }
        }
    }

    private void addElement(Node element) {
        if (isDiagram(String.valueOf(element.getNamespaceURI())) || DOCUMENTATION.contains(element.getLocalName())) {
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

    private static boolean isDiagram(String namespace) {
        return namespace.endsWith(DIAGRAM) || DMN_DIAGRAM.stream().anyMatch(namespace::endsWith);
    }

    /** The name of a BPMN element matters only where others refer to it; each attribute of the engine's own elements matters. */
    private static boolean matters(Attr attribute, Node element) {
        var isBpmn = !String.valueOf(element.getNamespaceURI()).contains("camunda.org");
        var isLabel =
                isBpmn && "name".equals(attribute.getNodeName()) && !REFERRED_BY_NAME.contains(element.getLocalName());
        return !isLabel
                && !APPEARANCE.contains(attribute.getLocalName())
                && !attribute.getNodeName().startsWith("xmlns");
    }

    private void add(String text) {
        if (!text.isEmpty()) {
            digest.update((text + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }
}
