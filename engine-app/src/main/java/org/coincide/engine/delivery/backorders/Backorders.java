package org.coincide.engine.delivery.backorders;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.ProcessEngineException;
import org.coincide.engine.delivery.backorders.BackorderAllocation.Allocation;
import org.coincide.engine.delivery.consignments.Consignment;
import org.coincide.engine.delivery.consignments.WaitingConsignments;
import org.coincide.engine.polling.Poll;
import org.coincide.engine.polling.Polls;
import org.coincide.engine.reading.Parts;
import org.coincide.engine.stock.Stock;
import org.coincide.engine.stock.StockLevel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Consignments that wait for goods, served in the order in which they began to wait: a consignment that cannot be served blocks the
 * later ones that wait for the same articles, unless its process does not wait for goods.
 */
@Component
public class Backorders {

    private static final Logger LOG = LoggerFactory.getLogger(Backorders.class);

    private final WaitingConsignments waiting;
    private final Stock stock;
    private final BackorderAllocation allocation;
    private final Poll poll;

    /** Stock levels that serve no waiting consignment, because each waits for more pieces; empty if unknown. */
    private volatile List<StockLevel> tooFew = List.of();

    Backorders(WaitingConsignments waiting, Stock stock, BackorderAllocation allocation, Polls polls) {
        this.stock = stock;
        this.waiting = waiting;
        this.allocation = allocation;
        this.poll = polls.create();
    }

    @Scheduled(fixedDelayString = "${coincide.delivery.poll:1s}")
    void serveDue() {
        if (poll.isDue()) {
            serve();
        }
    }

    /**
     * Serves waiting consignments; returns the ids of those that were served. Reads them only if pieces of an awaited article are free, and the
     * stock has changed since all of them were found to wait for more.
     */
    public List<String> serve() {
        List<StockLevel> arrived = stock.arrived();
        if (arrived.isEmpty() || arrived.equals(tooFew)) {
            return List.of();
        }
        List<String> served = new ArrayList<>();
        Set<String> free = arrived.stream().map(StockLevel::sku).collect(Collectors.toSet());
        boolean postponed = false;
        Iterator<List<Consignment>> parts = Parts.of(waiting.all()).iterator();
        while (parts.hasNext() && !free.isEmpty()) {
            postponed |= serve(parts.next(), free, served);
        }
        tooFew = served.isEmpty() && !postponed ? arrived : List.of();
        return served;
    }

    /**
     * Serves those of the consignments that can be served, and adds them to {@code served}.
     *
     * @param free articles of which pieces may be free for the next consignment
     * @return whether a consignment must be tried again, although the stock does not change
     */
    private boolean serve(List<Consignment> consignments, Set<String> free, List<String> served) {
        Map<String, Set<String>> articlesOf = waiting.articlesOf(consignments);
        boolean postponed = false;
        for (Consignment consignment : consignments) {
            Set<String> articles = articlesOf.getOrDefault(consignment.id(), Set.of());
            switch (allocated(consignment, articles, free)) {
                case SERVED -> served.add(consignment.id());
                case NOT_WAITING -> postponed = true;
                case POSTPONED -> {
                    postponed = true;
                    free.removeAll(articles);
                }
                case TOO_FEW_PIECES -> free.removeAll(articles);
            }
            if (free.isEmpty()) {
                break;
            }
        }
        return postponed;
    }

    private Allocation allocated(Consignment consignment, Set<String> articles, Set<String> free) {
        if (Collections.disjoint(articles, free)) {
            return Allocation.TOO_FEW_PIECES;
        }
        if (!free.containsAll(articles)) {
            return allocation.isAwaited(consignment) ? Allocation.TOO_FEW_PIECES : Allocation.NOT_WAITING;
        }
        try {
            return allocation.serve(consignment);
        } catch (ProcessEngineException | DataAccessException later) {
            LOG.debug("Consignment {} could not be served. The server tries again later.", consignment.id(), later);
            return Allocation.POSTPONED;
        }
    }
}
