/**
 * Outside the order's journey: the users of Tasklist. Guarantees that each candidate group of a model exists and sees only its
 * own tasks, that the configured people can log in, and that each task shows its order.
 */
package org.coincide.engine.people;
