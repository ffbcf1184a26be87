package org.coincide.engine.delivery.consignments;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.coincide.engine.journal.messages.ShipmentReport;
import org.coincide.engine.reading.RecordMapper;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A consignment with its pieces.
 *
 * @param pieces by the number of their line, in ascending order
 */
record Contents(Consignment consignment, Map<Integer, Integer> pieces) {

    static final String SELECT =
            """
            SELECT c.id, c.trading_id, c.number, c.status, c.hand_overs, c.expected_on, c.carrier, c.tracking_number,
              l.number AS line, l.quantity
            FROM consignment c LEFT JOIN consignment_line l ON l.consignment_id = c.id
            WHERE c.trading_id = ? ORDER BY c.number, l.number""";

    private static final RowMapper<Consignment> CONSIGNMENT = RecordMapper.of(Consignment.class);

    /** Returns the consignments of a trade, by number. */
    static List<Contents> of(JdbcClient.StatementSpec select) {
        Map<String, Contents> byId = new LinkedHashMap<>();
        select.query((row, index) -> {
                    Consignment consignment = CONSIGNMENT.mapRow(row, index);
                    Map<Integer, Integer> pieces = byId.computeIfAbsent(
                                    consignment.id(), first -> new Contents(consignment, new TreeMap<>()))
                            .pieces();
                    int line = row.getInt("line");
                    return row.wasNull() ? null : pieces.put(line, row.getInt("quantity"));
                })
                .list();
        return new ArrayList<>(byId.values());
    }

    Stream<ConsignmentTotals.Part> parts() {
        return pieces.entrySet().stream()
                .map(piece -> new ConsignmentTotals.Part(
                        consignment.id(), consignment.status(), piece.getKey(), piece.getValue()));
    }

    List<ShipmentReport.Content> reports() {
        return pieces.entrySet().stream()
                .map(piece -> new ShipmentReport.Content(piece.getKey(), piece.getValue()))
                .toList();
    }
}
