/**
 * Within step 4: jobs go from the transaction that creates them straight to a thread. Guarantees that a job runs only
 * after the commit of its creation, and that one which finds no thread is acquired from the database like any other.
 */
package org.coincide.engine.jobs;
