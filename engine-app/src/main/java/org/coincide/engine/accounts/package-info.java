/**
 * Beside the order's journey: who may take part in it. The clients that this server knows, with the limit of what each
 * may order, and the accounts of clients, operator, people and server. Secrets are made at the first start, stand in one file
 * that its owner alone can read, and are never logged.
 */
package org.coincide.engine.accounts;
