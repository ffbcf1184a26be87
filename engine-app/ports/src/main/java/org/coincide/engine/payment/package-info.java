/**
 * Payments. This module contains what adapters of payment providers and banks implement and use.
 */
package org.coincide.engine.payment;
