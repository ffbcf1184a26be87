package org.coincide.engine.acceptance;

import java.util.Map;
import org.coincide.engine.catalogue.Product;

/**
 * An order beside what the server sells: all that a policy needs.
 *
 * @param products those of the order's products that the catalogue has, by article number
 */
record PricedOrder(Order order, Map<String, Product> products) {}
