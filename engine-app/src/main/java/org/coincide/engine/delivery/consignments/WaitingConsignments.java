package org.coincide.engine.delivery.consignments;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.coincide.engine.reading.Parts;
import org.coincide.engine.reading.RecordMapper;
import org.coincide.engine.trade.TradeOverview;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The consignments that wait for goods, as committed, and read without a lock. */
@Repository
public class WaitingConsignments {

    private final JdbcClient jdbc;
    private final TradeOverview trades;

    WaitingConsignments(JdbcClient jdbc, TradeOverview trades) {
        this.jdbc = jdbc;
        this.trades = trades;
    }

    /** Returns all of them, the longest wait first. */
    public List<Consignment> all() {
        return jdbc.sql(Consignments.SELECT + " WHERE status = ? ORDER BY waiting_since, trading_id, number")
                .param(ConsignmentStatus.BACKORDERED.name())
                .query(RecordMapper.of(Consignment.class))
                .list();
    }

    /** Returns the articles of each of these consignments, by the consignment's identifier. */
    public Map<String, Set<String>> articlesOf(Collection<Consignment> consignments) {
        Map<String, String> tradeOf =
                consignments.stream().collect(Collectors.toMap(Consignment::id, Consignment::tradingId));
        Map<String, Map<Integer, String>> ordered = trades.articles(Set.copyOf(tradeOf.values()));
        Map<String, Set<String>> articles = new HashMap<>();
        for (List<String> part : Parts.of(tradeOf.keySet())) {
            jdbc.sql("SELECT consignment_id, number FROM consignment_line WHERE consignment_id IN (:ids)")
                    .param("ids", part)
                    .query(row -> {
                        String id = row.getString("consignment_id");
                        articles.computeIfAbsent(id, consignment -> new HashSet<>())
                                .add(ordered.get(tradeOf.get(id)).get(row.getInt("number")));
                    });
        }
        return articles;
    }
}
