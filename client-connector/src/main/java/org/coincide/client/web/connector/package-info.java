/**
 * The HTTP connector. Guarantees that a slow sender occupies no thread for long, that a request
 * which cannot be processed is answered with a problem, and that such requests do not fill the log.
 */
package org.coincide.client.web.connector;
