/**
 * Outside the order's journey: failed starts. A configuration error ends the start with a description and a remedy instead of a
 * stack trace.
 */
package org.coincide.engine.startup;
