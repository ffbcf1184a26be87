/** The way of a token through the flows of a model: loops that never wait, and timers that run at the same time. */
package org.coincide.processes.flows;
