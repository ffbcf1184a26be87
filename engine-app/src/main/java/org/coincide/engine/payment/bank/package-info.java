/**
 * Port to the bank, which reports transfers for invoices and pays refunds.
 */
package org.coincide.engine.payment.bank;
