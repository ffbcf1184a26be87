package org.coincide.engine.payment.provider;

/** The number of captures that a provider allows for an authorization. */
public enum CaptureSupport {
    /**
     * Once: the capture releases the rest of the authorization. The server then authorizes the rest of the order anew, with the same
     * card and without its holder, before the next consignment is paid.
     */
    ONCE,
    /** Any number of times, in parts, until {@link CaptureRequest#last} or until the rest is released. */
    IN_PARTS
}
