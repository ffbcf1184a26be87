/**
 * Outside the order's journey: the catalogue of products and prices, against which acceptance checks orders. At the first
 * start it is loaded from a configurable CSV file.
 */
package org.coincide.engine.catalogue;
