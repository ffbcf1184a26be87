package org.coincide.engine.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.List;
import net.ttddyy.dsproxy.proxy.ParameterSetOperation;
import org.coincide.engine.benchmark.RecordedStatements.Recorded;

/**
 * The rows that PostgreSQL reads for a statement, by {@code EXPLAIN ANALYZE}.
 *
 * @param read rows that were read from tables and indexes, those that a filter removed included
 * @param returned rows that the statement returns or changes
 * @param pages pages of tables and indexes that were visited
 */
record StatementPlan(long read, long returned, long pages, String text) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Executes a statement, which a caller rolls back. */
    static StatementPlan of(Connection connection, Recorded statement, List<ParameterSetOperation> parameters)
            throws Exception {
        String explain = "EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, FORMAT JSON) " + statement.sql();
        try (PreparedStatement explained = connection.prepareStatement(explain)) {
            RecordedStatements.set(explained, parameters);
            try (ResultSet rows = explained.executeQuery()) {
                rows.next();
                JsonNode plan = JSON.readTree(rows.getString(1)).path(0).path("Plan");
                return new StatementPlan(read(plan), returned(plan), pages(plan), plan.toPrettyString());
            }
        }
    }

    private static long read(JsonNode node) {
        String type = node.path("Node Type").asText();
        boolean scans = type.contains("Scan") && (node.has("Relation Name") || type.startsWith("Bitmap"));
        long rows = scans ? visited(node) : 0;
        for (JsonNode part : node.path("Plans")) {
            rows += read(part);
        }
        return rows;
    }

    private static long visited(JsonNode scan) {
        double each = scan.path("Actual Rows").asDouble()
                + scan.path("Rows Removed by Filter").asDouble()
                + scan.path("Rows Removed by Index Recheck").asDouble();
        return Math.round(each * scan.path("Actual Loops").asDouble());
    }

    /** A change reports no rows of its own; it changes those that it has found. */
    private static long returned(JsonNode plan) {
        boolean changes = plan.path("Node Type").asText().equals("ModifyTable");
        JsonNode rows = changes ? plan.path("Plans").path(0) : plan;
        return Math.round(
                rows.path("Actual Rows").asDouble() * rows.path("Actual Loops").asDouble());
    }

    private static long pages(JsonNode plan) {
        return plan.path("Shared Hit Blocks").asLong()
                + plan.path("Shared Read Blocks").asLong();
    }
}
