package org.coincide.client.contract;

/**
 * One error in a document.
 *
 * @param pointer RFC 6901 pointer into the document; empty for the document as a whole
 * @param text the error and its correction
 */
public record ValidationError(String pointer, String text) {

    @Override
    public String toString() {
        return pointer.isEmpty() ? text : pointer + " " + text;
    }
}
