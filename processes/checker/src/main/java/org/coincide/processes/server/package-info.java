/** The interface between the models and the server: delegates with their outcomes, messages, process starts and variables. */
package org.coincide.processes.server;
