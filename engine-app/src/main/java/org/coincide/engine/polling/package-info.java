/** Polls of the database that rest while nothing happens: an idle server leaves its database alone. */
package org.coincide.engine.polling;
