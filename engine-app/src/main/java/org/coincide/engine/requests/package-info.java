/**
 * Step 5: requests about a running trade. Decides cancellations, amendments and returns under the lock of the trade's row and
 * replies at once; the models carry out the decision. Requests are idempotent: a duplicate gets the same reply and has no
 * further effect.
 */
package org.coincide.engine.requests;
