package org.coincide.engine.catalogue;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.coincide.engine.reading.RecordMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The products of the catalogue, each with the price that is valid now. */
@Repository
public class Products {

    /** A price that becomes valid later. */
    public record LaterPrice(String sku, Instant validFrom, BigDecimal unitPrice) {}

    /** The first price of a product is in its row. Later ones have a time from which they are valid. */
    private static final String SELECT =
            """
            SELECT p.sku, p.name, COALESCE((SELECT c.unit_price FROM product_price c WHERE c.sku = p.sku AND c.valid_from =
              (SELECT MAX(l.valid_from) FROM product_price l WHERE l.sku = p.sku AND l.valid_from <= :now)), p.unit_price) AS unit_price,
              p.currency, p.weight FROM product p""";

    private final JdbcClient jdbc;
    private final Clock clock;

    Products(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Returns the products that exist for the given article numbers (SKU), also those that are not offered any more. */
    public Map<String, Product> find(Collection<String> skus) {
        return query(" WHERE p.sku IN (:skus)")
                .param("skus", skus)
                .query(RecordMapper.of(Product.class))
                .list()
                .stream()
                .collect(Collectors.toMap(Product::sku, Function.identity()));
    }

    /** Returns the products that are offered for the given article numbers. */
    public Map<String, Product> offered(Collection<String> skus) {
        return query(" WHERE p.sku IN (:skus) AND p.withdrawn = FALSE")
                .param("skus", skus)
                .query(RecordMapper.of(Product.class))
                .list()
                .stream()
                .collect(Collectors.toMap(Product::sku, Function.identity()));
    }

    /** Returns the offered products. */
    public List<Product> all() {
        return query(" WHERE p.withdrawn = FALSE ORDER BY p.sku")
                .query(RecordMapper.of(Product.class))
                .list();
    }

    /** Returns the prices that become valid later, in order. */
    public List<LaterPrice> laterPrices() {
        return jdbc.sql(
                        "SELECT sku, valid_from, unit_price FROM product_price WHERE valid_from > ? ORDER BY sku, valid_from")
                .param(now())
                .query((row, index) -> new LaterPrice(
                        row.getString("sku"),
                        row.getObject("valid_from", OffsetDateTime.class).toInstant(),
                        row.getBigDecimal("unit_price")))
                .list();
    }

    private JdbcClient.StatementSpec query(String condition) {
        return jdbc.sql(SELECT + condition).param("now", now());
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    boolean isEmpty() {
        return jdbc.sql("SELECT COUNT(*) FROM product").query(Long.class).single() == 0;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void add(Product product) {
        jdbc.sql("INSERT INTO product (sku, name, unit_price, currency, weight) VALUES (?, ?, ?, ?, ?)")
                .params(product.sku(), product.name(), product.unitPrice(), product.currency(), product.weight())
                .update();
    }

    /** Changes name and weight, and offers the product again. Its row is locked until the end of the transaction. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void change(String sku, String name, int weight) {
        jdbc.sql("UPDATE product SET name = ?, weight = ?, withdrawn = FALSE WHERE sku = ?")
                .params(name, weight, sku)
                .update();
    }

    /** Sets the price from a time on. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void price(String sku, Instant validFrom, BigDecimal unitPrice) {
        OffsetDateTime from = validFrom.atOffset(ZoneOffset.UTC);
        jdbc.sql("DELETE FROM product_price WHERE sku = ? AND valid_from = ?")
                .params(sku, from)
                .update();
        jdbc.sql("INSERT INTO product_price (sku, valid_from, unit_price) VALUES (?, ?, ?)")
                .params(sku, from, unitPrice)
                .update();
    }

    /** Withdraws a product: it is not offered any more; returns whether it exists. */
    @Transactional
    public boolean withdraw(String sku) {
        return jdbc.sql("UPDATE product SET withdrawn = TRUE WHERE sku = ?")
                        .param(sku)
                        .update()
                == 1;
    }
}
