/**
 * Outside the order's journey: the answers of the server's operators to this client's warnings, for the page and the API.
 *
 * <p>The answers are fetched by HTTP and bind nobody: what the ledger contains depends on verified messages only.
 */
package org.coincide.client.answers;
