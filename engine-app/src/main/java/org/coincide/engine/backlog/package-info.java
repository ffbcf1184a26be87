/**
 * Between the steps 3 and 4: accepted orders that have not begun. Guarantees that their number has a limit: beyond it, the intake waits
 * until half of them have begun, and running trades, requests and timers go on.
 */
package org.coincide.engine.backlog;
