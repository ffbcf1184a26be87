package org.coincide.processes.checker;

import java.io.ByteArrayInputStream;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.coincide.processes.model.CheckLimits;

/** Measures an XML file without building a tree. */
final class XmlSize {

    private static final XMLInputFactory READERS = readers();

    private XmlSize() {}

    /** The limit that a file exceeds; empty if there is none. A malformed file is left to the reader of models. */
    static Optional<String> excess(byte[] file, CheckLimits limits) {
        int depth = 0;
        int elements = 0;
        try {
            var xml = READERS.createXMLStreamReader(new ByteArrayInputStream(file));
            while (xml.hasNext()) {
                var event = xml.next();
                if (event == XMLStreamConstants.START_ELEMENT) {
                    depth++;
                    elements++;
                } else if (event == XMLStreamConstants.END_ELEMENT) {
                    depth--;
                }
                if (depth > limits.maxDepth()) {
                    return Optional.of("nests more than " + limits.maxDepth()
                            + " XML elements; move an inner part to a called process");
                }
                if (elements > limits.maxElements()) {
                    return Optional.of("has more than " + limits.maxElements() + " XML elements; divide the model");
                }
            }
            return Optional.empty();
        } catch (XMLStreamException malformed) {
            return Optional.empty();
        }
    }

    private static XMLInputFactory readers() {
        var readers = XMLInputFactory.newDefaultFactory();
        readers.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        readers.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        // Newer versions of Java have a limit of their own, with a text that does not tell an editor what to do.
        readers.setProperty("jdk.xml.maxElementDepth", "0");
        return readers;
    }
}
