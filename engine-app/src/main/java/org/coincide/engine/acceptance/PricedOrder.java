package org.coincide.engine.acceptance;

import java.util.Map;
import org.coincide.engine.catalogue.Product;

/**
 * An order together with the catalogue's products of its lines: the input of the policies.
 *
 * @param products the products of the order that the catalogue has, by article number (SKU)
 */
record PricedOrder(Order order, Map<String, Product> products) {}
