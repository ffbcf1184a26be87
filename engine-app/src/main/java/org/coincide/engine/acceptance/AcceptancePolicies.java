package org.coincide.engine.acceptance;

import java.util.List;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;
import org.coincide.engine.catalogue.Product;
import org.coincide.engine.trade.Money;

/**
 * What the server takes. A policy refuses what no process could put right; what a person or a process may decide, such as
 * the client's limit, is decided in the order's model.
 */
final class AcceptancePolicies {

    static final AcceptancePolicy UNKNOWN_PRODUCT = eachLine(
            (offer, line) -> !offer.products().containsKey(line.sku()),
            "UNKNOWN_PRODUCT",
            (offer, line) -> "The catalogue has no product " + line.sku() + ". GET /api/products lists them.",
            "sku");

    static final AcceptancePolicy OTHER_CURRENCY = eachLine(
            (offer, line) -> sold(offer, line)
                    && !offer.products()
                            .get(line.sku())
                            .currency()
                            .equals(offer.order().currency()),
            "OTHER_CURRENCY",
            (offer, line) -> line.sku() + " is sold in "
                    + offer.products().get(line.sku()).currency() + ", not in "
                    + offer.order().currency() + ".",
            "sku");

    static final AcceptancePolicy PRICE_CHANGED = eachLine(
            (offer, line) -> sold(offer, line)
                    && offer.products().get(line.sku()).unitPrice().compareTo(line.unitPrice()) != 0,
            "PRICE_CHANGED",
            (offer, line) -> line.sku() + " costs " + price(offer.products().get(line.sku())) + ", not "
                    + line.unitPrice().toPlainString() + ".",
            "unitPrice");

    /** In the order in which a person would check them; all breaches of the first broken policy are told. */
    static final List<AcceptancePolicy> ALL = List.of(UNKNOWN_PRODUCT, OTHER_CURRENCY, PRICE_CHANGED);

    private AcceptancePolicies() {}

    static List<Refusal> breaches(PricedOrder offer) {
        return ALL.stream()
                .map(policy -> policy.breaches(offer))
                .filter(breaches -> !breaches.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    private static AcceptancePolicy eachLine(
            BiPredicate<PricedOrder, Order.Line> broken, String code, LineText text, String property) {
        return offer -> IntStream.range(0, offer.order().lines().size())
                .filter(index -> broken.test(offer, offer.order().lines().get(index)))
                .mapToObj(index -> {
                    Order.Line line = offer.order().lines().get(index);
                    return new Refusal(code, text.of(offer, line), "/lines/" + index + "/" + property);
                })
                .toList();
    }

    @FunctionalInterface
    private interface LineText {
        String of(PricedOrder offer, Order.Line line);
    }

    private static boolean sold(PricedOrder offer, Order.Line line) {
        return offer.products().containsKey(line.sku());
    }

    private static String price(Product product) {
        return Money.text(product.unitPrice(), product.currency()) + " " + product.currency();
    }
}
