/** The situations of docs/situations.md, played through models in memory, to compare what clients are told before and after a change. */
package org.coincide.processes.situations;
