package org.coincide.client.contract;

/**
 * What is wrong with a document, and where.
 *
 * @param pointer RFC 6901 pointer into the document; empty for the document as a whole
 * @param text what to do about it
 */
public record ValidationError(String pointer, String text) {

    @Override
    public String toString() {
        return pointer.isEmpty() ? text : pointer + " " + text;
    }
}
