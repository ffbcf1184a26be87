/**
 * Step 10: verification of the server's messages against the client's sent orders and ledger.
 *
 * <p>{@link org.coincide.client.verification.Verifier} checks one message at a time, in the contract's order of checks, and
 * returns a {@link org.coincide.client.verification.Verification}. The package is plain Java and stateless: it reads through
 * {@link org.coincide.client.verification.LedgerView} and returns the new state as a {@link
 * org.coincide.client.verification.Trade}. Any client of the contract can use it as a library.
 */
package org.coincide.client.verification;
