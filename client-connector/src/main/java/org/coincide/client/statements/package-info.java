/**
 * Beside the order's journey: the server's statements. A statement names the last message of each trade that changed. The client
 * compares it with the ledger, inquires about what it lacks, and warns of what contradicts the ledger. So it notices also a lost last
 * message, a lost statement and a silent server.
 */
package org.coincide.client.statements;
