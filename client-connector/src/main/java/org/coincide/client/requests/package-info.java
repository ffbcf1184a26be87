/**
 * What the client says back to the server beside orders: inquiries for messages that are missing, and warnings.
 *
 * <p>Stored in the transaction that found the reason, sent afterwards, at least once.
 */
package org.coincide.client.requests;
