/**
 * Stop 5, the way back: goods that a client returns. A return has the client's own number, and what was asked, what arrived and
 * in which condition stands here line by line. What of a trade has been returned is the sum of what arrived.
 */
package org.coincide.engine.returns;
