/**
 * Outside the path of a message: the check of the client's settings, before database, broker and ports. Values without a unit, values
 * out of range and unknown names below {@code coincide} refuse the start, each with setting, value, origin and remedy.
 */
package org.coincide.client.settings;
