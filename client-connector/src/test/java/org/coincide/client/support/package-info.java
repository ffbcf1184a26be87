/** Support for tests: a broker, a simulated server, and generators of its messages. */
package org.coincide.client.support;
