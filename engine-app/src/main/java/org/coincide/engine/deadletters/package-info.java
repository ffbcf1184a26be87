/**
 * The messages that the server received by queue and did not process. Guarantees that an operator can read and remove each of them,
 * that the letters of one sender are bounded, and that a message that blocks its queue can be read and removed.
 */
package org.coincide.engine.deadletters;
