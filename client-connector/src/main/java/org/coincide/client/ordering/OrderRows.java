package org.coincide.client.ordering;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The stored rows of placed orders, column by column, for their verification. */
@Repository
public class OrderRows {

    private final JdbcClient jdbc;

    OrderRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The orders after a reference, in the database's order. */
    public List<Map<String, Object>> after(String reference, int limit) {
        return jdbc.sql(
                        """
                        SELECT * FROM placed_order WHERE order_reference > :after ORDER BY order_reference
                        FETCH NEXT :limit ROWS ONLY
                        """)
                .param("after", reference)
                .param("limit", limit)
                .query()
                .listOfRows();
    }

    public List<Map<String, Object>> of(Collection<String> references) {
        return references.isEmpty()
                ? List.of()
                : jdbc.sql("SELECT * FROM placed_order WHERE order_reference IN (:references)")
                        .param("references", references)
                        .query()
                        .listOfRows();
    }
}
