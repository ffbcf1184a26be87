package org.coincide.engine.accounts;

import java.math.BigDecimal;

/**
 * An organisation that orders here.
 *
 * @param id the name of its broker account, of its HTTP login and the last part of its queue's name
 * @param orderLimit what one order may be worth at most, in the order's own currency
 */
public record ClientAccount(String id, BigDecimal orderLimit) {}
