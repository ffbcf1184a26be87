package org.coincide.engine.accounts;

import java.math.BigDecimal;

/**
 * An organisation that places orders.
 *
 * @param id client id: user name at the broker and over HTTP, and last part of the client's queue name
 * @param orderLimit highest value of one order that needs no decision, in the order's own currency
 */
public record ClientAccount(String id, BigDecimal orderLimit) {}
