/** Polls of the database that rest while nothing happens: an idle connector leaves its database alone. */
package org.coincide.client.polling;
