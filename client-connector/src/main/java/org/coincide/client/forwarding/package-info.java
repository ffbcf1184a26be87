/**
 * After the journey: forwards verified messages to the client's other programs, and only these.
 *
 * <p>The feed and the webhooks read the ledger's entries by their gap-free number, so nothing is skipped. Delivery is at least
 * once and in order per trade: a message that a webhook does not accept holds back the later ones of its trade, and no others.
 * Each receiver has a thread, a cursor and failures of its own, so a slow one delays neither inbox nor page nor the others.
 */
package org.coincide.client.forwarding;
