/**
 * Descriptions of invalid input at the HTTP API: the field, the broken rule and the remedy, in English whatever language the request
 * prefers.
 */
package org.coincide.engine.input;
