package org.coincide.engine.delivery.backorders;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.camunda.bpm.engine.ProcessEngineException;
import org.coincide.engine.delivery.consignments.Consignment;
import org.coincide.engine.delivery.consignments.Consignments;
import org.coincide.engine.polling.Poll;
import org.coincide.engine.polling.Polls;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Consignments that wait for goods, served in the order in which they began to wait: a consignment that cannot be served blocks the
 * later ones that wait for the same articles.
 */
@Component
public class Backorders {

    private static final Logger LOG = LoggerFactory.getLogger(Backorders.class);

    private final Consignments consignments;
    private final BackorderAllocation allocation;
    private final Poll poll;

    Backorders(Consignments consignments, BackorderAllocation allocation, Polls polls) {
        this.consignments = consignments;
        this.allocation = allocation;
        this.poll = polls.create();
    }

    @Scheduled(fixedDelayString = "${coincide.delivery.poll:1s}")
    void serveDue() {
        if (poll.isDue()) {
            serve();
        }
    }

    /** Serves waiting consignments; returns the ids of those that were served. */
    public List<String> serve() {
        List<String> served = new ArrayList<>();
        Set<String> waitedFor = new HashSet<>();
        for (Consignment consignment : consignments.waiting()) {
            Set<String> articles = consignments.contentsOf(consignment).keySet();
            if (Collections.disjoint(articles, waitedFor) && isServed(consignment)) {
                served.add(consignment.id());
            } else {
                waitedFor.addAll(articles);
            }
        }
        return served;
    }

    private boolean isServed(Consignment consignment) {
        try {
            return allocation.serve(consignment);
        } catch (ProcessEngineException | DataAccessException later) {
            LOG.debug("Consignment {} could not be served. The server tries again later.", consignment.id(), later);
            return false;
        }
    }
}
