/**
 * Beside the order's journey: the people who take part in it by hand. Promises that each group which a model gives tasks to
 * exists, sees its own tasks in Tasklist and nothing else, that the people of the settings can log in, and that each task
 * shows which order it is about.
 */
package org.coincide.engine.people;
