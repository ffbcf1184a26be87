/**
 * What is on hand, what of it is promised to a consignment, and what others wait for. The stock is never negative, whatever the
 * number of orders that want the last piece at once; and who waits is served before who comes later.
 */
package org.coincide.engine.stock;
