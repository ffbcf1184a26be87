/** Step 4: the threads that execute jobs, and the order in which jobs get one. Guarantees that a running trade comes before a new order. */
package org.coincide.engine.jobs.threads;
