/**
 * Exact reading of JSON: a number or a text that the server cannot store unchanged is refused where it is read, and never truncated,
 * rounded or replaced.
 */
package org.coincide.engine.json;
