package org.coincide.client.benchmark;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;

/** CPU time of the tasks of a page's thread, which other load of the machine does not lengthen. */
final class PageThread {

    private final CDPSession session;
    private final double before;

    private PageThread(CDPSession session) {
        this.session = session;
        this.before = seconds();
    }

    /** Counts from now on. */
    static PageThread of(Page page) {
        var session = page.context().newCDPSession(page);
        var clock = new JsonObject();
        clock.addProperty("timeDomain", "threadTicks");
        session.send("Performance.enable", clock);
        return new PageThread(session);
    }

    double cpuMillis() {
        return (seconds() - before) * 1000;
    }

    private double seconds() {
        for (var metric : session.send("Performance.getMetrics").getAsJsonArray("metrics")) {
            if (metric.getAsJsonObject().get("name").getAsString().equals("TaskDuration")) {
                return metric.getAsJsonObject().get("value").getAsDouble();
            }
        }
        throw new IllegalStateException("The browser reports no duration of tasks.");
    }
}
