/**
 * The command line of the packaged client. A command asks the running connector by its HTTP API; it opens no database and no
 * connection to the broker, and it starts no connector.
 */
package org.coincide.client.command;
