package org.coincide.engine.delivery.carrier;

/**
 * Shipping label to print and stick on the parcel.
 *
 * @param mediaType such as application/pdf
 * @param content at most 1 MB
 */
public record Label(String mediaType, byte[] content) {

    public Label {
        content = content.clone();
    }

    @Override
    public byte[] content() {
        return content.clone();
    }
}
