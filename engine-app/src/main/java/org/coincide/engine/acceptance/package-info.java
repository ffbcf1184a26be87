/**
 * Stop 3: acceptance. An order that passes the policies becomes a trade, with a trading identifier, its first message and
 * its process, in one transaction. The same order once more gets the first answer; another order under the same
 * reference is a conflict and changes nothing. A refused order leaves nothing behind but its refusal.
 */
package org.coincide.engine.acceptance;
