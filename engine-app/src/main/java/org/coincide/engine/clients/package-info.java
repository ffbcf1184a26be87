/**
 * Outside the order's journey: the clients as data. They are created, limited, disabled and deleted, and their secrets are rotated, while the
 * server runs. The database has the clients; each node keeps them in {@link org.coincide.engine.accounts.ClientAccounts} and reads
 * them again when they have changed.
 */
package org.coincide.engine.clients;
