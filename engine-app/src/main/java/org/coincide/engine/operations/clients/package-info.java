/**
 * Above the order's journey: clients, changed by operators while the server runs. Each change is recorded with the operator's name, in the
 * transaction of the change, and is effective on this node before the response.
 */
package org.coincide.engine.operations.clients;
