/**
 * A client that knows nothing but the files of the contract: it evaluates {@code rules.json} literally. Comparing its verdicts with
 * the connector's shows that the contract is complete.
 */
package org.coincide.client.literal;
