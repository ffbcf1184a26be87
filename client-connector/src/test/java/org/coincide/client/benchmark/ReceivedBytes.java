package org.coincide.client.benchmark;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Page;
import java.util.concurrent.atomic.AtomicLong;

/** Bytes that a page's browser receives over the network, headers included, also of responses that have not ended. */
final class ReceivedBytes {

    private static final String LENGTH = "encodedDataLength";

    private final AtomicLong bytes = new AtomicLong();

    private ReceivedBytes() {}

    /** Counts from now on, by the events of the browser's own network tool. */
    static ReceivedBytes of(Page page) {
        var received = new ReceivedBytes();
        var session = page.context().newCDPSession(page);
        session.on("Network.responseReceived", event -> received.add(event.getAsJsonObject("response")));
        session.on("Network.dataReceived", received::add);
        session.send("Network.enable");
        return received;
    }

    private void add(JsonObject event) {
        bytes.addAndGet(event.get(LENGTH).getAsLong());
    }

    void reset() {
        bytes.set(0);
    }

    long bytes() {
        return bytes.get();
    }
}
