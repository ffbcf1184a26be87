/** The safety net as a whole: models with random mistakes are either refused, or let every situation come to an end. */
package org.coincide.processes.mutations;
