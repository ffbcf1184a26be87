/**
 * Beside the order's journey: workers outside the server, which do external tasks of the models. A worker fetches and completes the tasks of
 * its topics over Camunda's REST API, reads the orders that its tasks are about, and can do nothing else.
 */
package org.coincide.engine.workers;
