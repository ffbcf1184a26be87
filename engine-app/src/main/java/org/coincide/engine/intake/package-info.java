/**
 * Stop 2: intake. Orders and requests come in by queue and by HTTP; here they are read and checked against the contract,
 * and their sender is known from the connection, never from what they say. What cannot be read, or may not be, gets a
 * refusal that says what is wrong, and the next one is taken.
 */
package org.coincide.engine.intake;
