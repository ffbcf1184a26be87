/**
 * Outside the order's journey: the accounts. Contains the clients as this node knows them, with their order limits and the hashes of
 * their secrets, and the credentials of operator, people, connected systems and server. Secrets are generated at the first start, stored in
 * a file that only its owner can read, and never logged. The secrets of clients that are created later are stored as hashes only.
 */
package org.coincide.engine.accounts;
