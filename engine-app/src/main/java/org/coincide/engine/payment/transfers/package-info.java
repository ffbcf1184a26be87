/**
 * Payments by bank transfer: reports and statements of the bank, and their allocation to invoices.
 */
package org.coincide.engine.payment.transfers;
