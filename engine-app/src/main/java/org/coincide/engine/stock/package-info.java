/**
 * Outside the order's journey: the warehouse's stock, with the pieces on hand, reserved for consignments and awaited by
 * backorders. Guarantees that the stock is never negative, whatever the number of concurrent orders for the last piece, and that
 * waiting consignments are served before later ones.
 */
package org.coincide.engine.stock;
