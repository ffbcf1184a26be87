/**
 * Settlement of an equivocation: a person chooses between two messages of the server with one sequence, with a note.
 *
 * <p>Both versions stay in the ledger's entries. If the other version is chosen, the trade continues from it: the messages after it
 * are verified again, in order.
 */
package org.coincide.client.settlement;
