/**
 * Step 3: acceptance. An order that passes the policies becomes a trade with a trading identifier, a first message and a
 * process, created in one transaction. A duplicate order gets the first answer again; a different order with the same
 * reference is a conflict and changes nothing. Of a refused order only the refusal is stored.
 */
package org.coincide.engine.acceptance;
