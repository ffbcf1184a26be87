package org.coincide.engine.delivery.backorders;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.camunda.bpm.engine.ProcessEngineException;
import org.coincide.engine.delivery.consignments.Consignment;
import org.coincide.engine.delivery.consignments.Consignments;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Consignments that wait for their goods. Who waits longest is served first; and where he cannot be served, nobody who waits for
 * the same articles is served before him.
 */
@Component
public class Backorders {

    private static final Logger LOG = LoggerFactory.getLogger(Backorders.class);

    private final Consignments consignments;
    private final BackorderAllocation step;

    Backorders(Consignments consignments, BackorderAllocation step) {
        this.consignments = consignments;
        this.step = step;
    }

    @Scheduled(fixedDelayString = "${coincide.delivery.poll:1s}")
    void serveDue() {
        serve();
    }

    /** Serves whom it can, and says which consignments those were. */
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
            return step.serve(consignment);
        } catch (ProcessEngineException | DataAccessException later) {
            LOG.debug("Consignment {} could not be served now; it is tried again.", consignment.id(), later);
            return false;
        }
    }
}
