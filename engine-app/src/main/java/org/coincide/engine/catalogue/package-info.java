/**
 * What the server sells: products and their prices, in a table of its own. At the first start it is filled from a CSV
 * file, which a user can replace.
 */
package org.coincide.engine.catalogue;
