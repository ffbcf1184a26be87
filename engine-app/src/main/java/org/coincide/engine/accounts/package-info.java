/**
 * Outside the order's journey: the accounts. Contains the configured clients with their order limits, and the credentials of
 * clients, operator, people, connected systems and server. Secrets are generated at the first start, stored in a file that
 * only its owner can read, and never logged.
 */
package org.coincide.engine.accounts;
