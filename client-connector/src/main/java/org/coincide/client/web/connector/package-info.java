/**
 * The HTTP connector. Guarantees that slow senders and readers occupy few threads, that a request
 * which cannot be processed is answered with a problem, and that such requests do not fill the log.
 */
package org.coincide.client.web.connector;
