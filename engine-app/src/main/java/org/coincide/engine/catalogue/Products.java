package org.coincide.engine.catalogue;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The products of the catalogue. */
@Repository
public class Products {

    private static final String SELECT = "SELECT sku, name, unit_price, currency, weight FROM product";

    private final JdbcClient jdbc;

    Products(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Returns the products that exist for the given article numbers (SKU). */
    public Map<String, Product> find(Collection<String> skus) {
        return jdbc.sql(SELECT + " WHERE sku IN (:skus)").param("skus", skus).query(Product.class).list().stream()
                .collect(Collectors.toMap(Product::sku, Function.identity()));
    }

    List<Product> all() {
        return jdbc.sql(SELECT + " ORDER BY sku").query(Product.class).list();
    }

    boolean isEmpty() {
        return jdbc.sql("SELECT COUNT(*) FROM product").query(Long.class).single() == 0;
    }

    void add(Product product) {
        jdbc.sql("INSERT INTO product (sku, name, unit_price, currency, weight) VALUES (?, ?, ?, ?, ?)")
                .params(product.sku(), product.name(), product.unitPrice(), product.currency(), product.weight())
                .update();
    }
}
