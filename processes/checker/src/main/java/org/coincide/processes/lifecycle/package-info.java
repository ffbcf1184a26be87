/** The lifecycles of the contract, and the statuses that the events of the models declare. */
package org.coincide.processes.lifecycle;
