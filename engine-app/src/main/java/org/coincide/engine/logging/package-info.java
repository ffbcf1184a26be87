/** The trading identifier in the log's context, so that each line of structured logs names its trade. */
package org.coincide.engine.logging;
