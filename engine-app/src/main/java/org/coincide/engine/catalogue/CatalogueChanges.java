package org.coincide.engine.catalogue;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.coincide.engine.stock.Stock;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Changes products and prices while the server runs. Orders that are accepted keep their prices. */
@Service
public class CatalogueChanges {

    private final Products products;
    private final Stock stock;
    private final Clock clock;

    CatalogueChanges(Products products, Stock stock, Clock clock) {
        this.products = products;
        this.stock = stock;
        this.clock = clock;
    }

    /**
     * Creates or changes products, all or none, in the order of the list.
     *
     * @return why nothing is changed; empty if all are changed
     */
    @Transactional
    public Optional<String> apply(List<CatalogueEntry> entries) {
        Instant now = clock.instant();
        Map<String, Product> known = products.find(
                entries.stream().map(CatalogueEntry::sku).distinct().toList());
        for (CatalogueEntry entry : entries) {
            Optional<String> refusal = refusal(entry, known.get(entry.sku()), now);
            if (refusal.isPresent()) {
                return refusal;
            }
        }
        Map<String, Product> current = new HashMap<>(known);
        entries.forEach(entry -> current.put(entry.sku(), apply(entry, current.get(entry.sku()), now)));
        return Optional.empty();
    }

    private static Optional<String> refusal(CatalogueEntry entry, Product known, Instant now) {
        if (entry.validFrom() != null && entry.validFrom().isBefore(now)) {
            return Optional.of("The price of " + entry.sku() + " is valid from " + entry.validFrom()
                    + ", which is past. Set a later time, or none for now.");
        }
        if (known == null && entry.validFrom() != null) {
            return Optional.of("The product " + entry.sku()
                    + " is new, so its price is valid at once. Create it without validFrom, then set the later price.");
        }
        return known == null || known.currency().equals(entry.currency())
                ? Optional.empty()
                : Optional.of("The product " + entry.sku() + " has prices in " + known.currency()
                        + ". A product keeps its currency; create another one.");
    }

    /** Returns the product as it is now: another entry can be about the same one. */
    private Product apply(CatalogueEntry entry, Product before, Instant now) {
        if (before == null) {
            Product created = new Product(
                    entry.sku(),
                    entry.name(),
                    entry.unitPrice(),
                    entry.currency(),
                    entry.weight() == null ? 0 : entry.weight());
            products.add(created);
            stock.receive(entry.sku(), 0);
            return created;
        }
        int weight = entry.weight() == null ? before.weight() : entry.weight();
        products.change(entry.sku(), entry.name(), weight);
        if (entry.validFrom() != null || before.unitPrice().compareTo(entry.unitPrice()) != 0) {
            products.price(entry.sku(), entry.validFrom() == null ? now : entry.validFrom(), entry.unitPrice());
        }
        BigDecimal price = entry.validFrom() == null ? entry.unitPrice() : before.unitPrice();
        return new Product(entry.sku(), entry.name(), price, before.currency(), weight);
    }
}
