/** What the tests stand on: a broker, a server played by the test, and the messages that it sends. */
package org.coincide.client.support;
