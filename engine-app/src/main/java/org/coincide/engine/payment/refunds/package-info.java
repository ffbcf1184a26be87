/**
 * Refunds: made by the payment provider or the bank, whichever received the money, and followed until they are complete.
 */
package org.coincide.engine.payment.refunds;
