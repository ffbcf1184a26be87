/**
 * Delegates and listeners of the delivery tasks in the models.
 */
package org.coincide.engine.delivery.tasks;
