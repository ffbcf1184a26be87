package org.coincide.engine.catalogue;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.coincide.engine.stock.Stock;
import org.coincide.engine.stock.StockLevel;
import org.coincide.engine.trade.Money;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /api/products}: the products with their prices and availability. */
@RestController
class ProductResource {

    /** Availability of a product: without the numbers of pieces, which are not disclosed. */
    enum Availability {
        IN_STOCK,
        EXPECTED,
        OUT_OF_STOCK
    }

    /**
     * A product in the HTTP API.
     *
     * @param expectedOn date of the next supply of a product that is EXPECTED; otherwise null
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Offer(
            String sku,
            String name,
            String unitPrice,
            String currency,
            Availability availability,
            LocalDate expectedOn) {}

    private final Products products;
    private final Stock stock;

    ProductResource(Products products, Stock stock) {
        this.products = products;
        this.stock = stock;
    }

    @GetMapping("/api/products")
    List<Offer> products() {
        Map<String, StockLevel> levels =
                stock.levels().stream().collect(Collectors.toMap(StockLevel::sku, Function.identity()));
        return products.all().stream()
                .map(product -> offer(product, levels.get(product.sku())))
                .toList();
    }

    private static Offer offer(Product product, StockLevel level) {
        Availability availability = availability(level);
        return new Offer(
                product.sku(),
                product.name(),
                Money.text(product.unitPrice(), product.currency()),
                product.currency(),
                availability,
                availability == Availability.EXPECTED ? level.nextSupply() : null);
    }

    private static Availability availability(StockLevel level) {
        if (level == null) {
            return Availability.OUT_OF_STOCK;
        }
        if (level.onHand() - level.reserved() - level.awaited() > 0) {
            return Availability.IN_STOCK;
        }
        return level.nextSupply() == null ? Availability.OUT_OF_STOCK : Availability.EXPECTED;
    }
}
