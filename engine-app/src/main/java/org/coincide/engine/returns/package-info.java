/**
 * Step 5: returns. A return has the client's own number, and its lines store the announced and the received pieces and their
 * condition. The returned pieces of a trade are the sum of the received ones.
 */
package org.coincide.engine.returns;
