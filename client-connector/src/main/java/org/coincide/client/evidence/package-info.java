/**
 * Evidence for others: a self-contained file of one trade or of the whole ledger, and its verification offline, with nothing but the
 * file.
 */
package org.coincide.client.evidence;
