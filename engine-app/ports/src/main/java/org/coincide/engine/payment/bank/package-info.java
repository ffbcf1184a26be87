/**
 * Port to the bank, which reports transfers for invoices and pays refunds. An adapter implements {@link
 * org.coincide.engine.payment.bank.Bank} and reports events to {@link org.coincide.engine.payment.bank.BankEvents}.
 */
package org.coincide.engine.payment.bank;
