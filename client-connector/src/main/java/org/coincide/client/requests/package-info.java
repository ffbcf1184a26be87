/**
 * Messages to the server other than orders: users' requests about trades, inquiries about missing messages, and warnings.
 *
 * <p>Each message is stored in the transaction of its cause and sent afterwards, at least once.
 */
package org.coincide.client.requests;
