/**
 * Refused starts: configuration errors that end the start with a description and a remedy instead of a stack trace.
 */
package org.coincide.engine.startup;
