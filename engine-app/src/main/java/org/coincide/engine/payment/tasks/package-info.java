/**
 * Delegates of the payment tasks in the models.
 */
package org.coincide.engine.payment.tasks;
