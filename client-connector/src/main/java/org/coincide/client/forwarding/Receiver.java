package org.coincide.client.forwarding;

import java.io.IOException;

/** A program of the client to which verified messages are forwarded. Each receiver has a thread, a cursor and failures of its own. */
interface Receiver extends AutoCloseable {

    /** The receiver's name in the database and in the API. */
    String name();

    /** Hands a message on; an exception is a failure, after which the message is sent again. */
    void send(ForwardedEvent event) throws IOException, InterruptedException;

    @Override
    void close();
}
