package org.coincide.client.demo;

/** A failure that the demo explains to its user in one sentence, without a stack trace. */
final class DemoException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DemoException(String message) {
        super(message);
    }

    DemoException(String message, Throwable cause) {
        super(message, cause);
    }
}
