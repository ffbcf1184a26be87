/** What the models say of statuses, and what the contract knows of them. */
package org.coincide.processes.checks.contract;
