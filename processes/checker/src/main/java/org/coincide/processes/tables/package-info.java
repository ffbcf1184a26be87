/** The rows of decision tables, tried with sample inputs by the engine's own implementation. */
package org.coincide.processes.tables;
