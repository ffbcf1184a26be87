/** The W3C traces of orders, which the messages of their trades continue. */
package org.coincide.client.tracing;
