/** The report of a check as a page: each diagram, with the elements that paths cover and those that have findings. */
package org.coincide.processes.report;
