package org.coincide.engine.acceptance;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;
import org.coincide.engine.catalogue.Product;
import org.coincide.engine.trade.Money;

/**
 * The rules that every order must pass. A policy refuses an order that no process could put right; decisions that need a
 * person or a process, such as an exceeded order limit, are made in the order's model.
 */
final class AcceptancePolicies {

    static final AcceptancePolicy UNKNOWN_PRODUCT = eachLine(
            (pricedOrder, line) -> !pricedOrder.products().containsKey(line.sku()),
            "UNKNOWN_PRODUCT",
            (pricedOrder, line) ->
                    "The catalogue has no product " + line.sku() + ". GET /api/products lists the products.",
            "sku");

    static final AcceptancePolicy OTHER_CURRENCY = eachLine(
            (pricedOrder, line) -> sold(pricedOrder, line)
                    && !pricedOrder
                            .products()
                            .get(line.sku())
                            .currency()
                            .equals(pricedOrder.order().currency()),
            "OTHER_CURRENCY",
            (pricedOrder, line) -> line.sku() + " is sold in "
                    + pricedOrder.products().get(line.sku()).currency() + ", not in "
                    + pricedOrder.order().currency() + ". Order in the product's currency.",
            "sku");

    static final AcceptancePolicy PRICE_CHANGED = eachLine(
            (pricedOrder, line) -> sold(pricedOrder, line)
                    && pricedOrder.products().get(line.sku()).unitPrice().compareTo(line.unitPrice()) != 0,
            "PRICE_CHANGED",
            (pricedOrder, line) ->
                    line.sku() + " costs " + price(pricedOrder.products().get(line.sku())) + ", not "
                            + line.unitPrice().toPlainString() + ". Order at the catalogue's price.",
            "unitPrice");

    /** Found after the shipment, such a price would leave a capture that no provider makes. */
    static final AcceptancePolicy PRICE_NOT_PAYABLE = eachLine(
            (pricedOrder, line) ->
                    !Money.isPayable(line.unitPrice(), pricedOrder.order().currency()),
            "PRICE_NOT_PAYABLE",
            (pricedOrder, line) -> line.sku() + " costs " + line.unitPrice().toPlainString() + " "
                    + pricedOrder.order().currency()
                    + ", which nobody can pay: the currency has fewer decimals. Ask the server's operators to correct"
                    + " the price in the catalogue.",
            "unitPrice");

    /** The largest amount that the contract can write. The trading information of a larger order would be invalid. */
    private static final BigDecimal LARGEST_AMOUNT = new BigDecimal("999999999999.9999");

    static final AcceptancePolicy TOTAL_TOO_LARGE = pricedOrder -> {
        BigDecimal total = pricedOrder.order().total();
        return total.compareTo(LARGEST_AMOUNT) <= 0
                ? List.of()
                : List.of(new Refusal(
                        "TOTAL_TOO_LARGE",
                        "The order's total is " + total.toPlainString() + ", and an amount is at most "
                                + LARGEST_AMOUNT.toPlainString() + ". Divide the order.",
                        "/lines"));
    };

    static final AcceptancePolicy PAST_DELIVERY_DATE = pricedOrder -> {
        LocalDate requested = pricedOrder.order().requestedDelivery();
        return requested == null || !requested.isBefore(pricedOrder.today())
                ? List.of()
                : List.of(new Refusal(
                        "PAST_DELIVERY_DATE",
                        "The requested delivery " + requested + " is in the past. Request a later date, or none.",
                        "/requestedDelivery"));
    };

    /** All policies in order of precedence. An order is refused with all violations of the first policy that it violates. */
    static final List<AcceptancePolicy> ALL = List.of(
            UNKNOWN_PRODUCT, OTHER_CURRENCY, PRICE_CHANGED, PRICE_NOT_PAYABLE, TOTAL_TOO_LARGE, PAST_DELIVERY_DATE);

    private AcceptancePolicies() {}

    static List<Refusal> violations(PricedOrder pricedOrder) {
        return ALL.stream()
                .map(policy -> policy.violations(pricedOrder))
                .filter(violations -> !violations.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    private static AcceptancePolicy eachLine(
            BiPredicate<PricedOrder, Order.Line> violated, String code, LineText text, String property) {
        return pricedOrder -> IntStream.range(0, pricedOrder.order().lines().size())
                .filter(index ->
                        violated.test(pricedOrder, pricedOrder.order().lines().get(index)))
                .mapToObj(index -> {
                    Order.Line line = pricedOrder.order().lines().get(index);
                    return new Refusal(code, text.of(pricedOrder, line), "/lines/" + index + "/" + property);
                })
                .toList();
    }

    @FunctionalInterface
    private interface LineText {
        String of(PricedOrder pricedOrder, Order.Line line);
    }

    private static boolean sold(PricedOrder pricedOrder, Order.Line line) {
        return pricedOrder.products().containsKey(line.sku());
    }

    private static String price(Product product) {
        return Money.text(product.unitPrice(), product.currency()) + " " + product.currency();
    }
}
