/**
 * Outside the order's journey: the check of the server's settings, before database, broker and ports. Values without a unit, values
 * out of range and unknown names below {@code coincide} refuse the start, each with setting, value, origin and remedy.
 */
package org.coincide.engine.settings;
