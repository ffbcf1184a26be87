/**
 * What is on hand and what of it is promised to a trade. A reservation is whole or not at all, and the stock is never
 * negative, whatever the number of orders that want the last piece at once.
 */
package org.coincide.engine.stock;
