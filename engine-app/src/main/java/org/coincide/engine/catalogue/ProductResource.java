package org.coincide.engine.catalogue;

import java.util.List;
import org.coincide.engine.trade.Money;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /api/products}: the products with their prices. */
@RestController
class ProductResource {

    record Offer(String sku, String name, String unitPrice, String currency) {}

    private final Products products;

    ProductResource(Products products) {
        this.products = products;
    }

    @GetMapping("/api/products")
    List<Offer> products() {
        return products.all().stream()
                .map(product -> new Offer(
                        product.sku(),
                        product.name(),
                        Money.text(product.unitPrice(), product.currency()),
                        product.currency()))
                .toList();
    }
}
