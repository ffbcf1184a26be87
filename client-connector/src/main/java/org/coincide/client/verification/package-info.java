/**
 * Stop ⑩: is what the server says coincident with what this client knows?
 *
 * <p>{@link org.coincide.client.verification.Verifier} answers for one message at a time, in the contract's order of checks,
 * with an outcome that is a type: {@link org.coincide.client.verification.Verification}. It is plain Java and keeps
 * nothing: what is known comes in through {@link org.coincide.client.verification.LedgerView}, what follows goes out as a new
 * {@link org.coincide.client.verification.Trade}. Take it as a library into any client of the contract.
 */
package org.coincide.client.verification;
