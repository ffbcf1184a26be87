/**
 * The answers with which people and programs complete user tasks. Guarantees that an answer that the task's form does not offer is refused
 * with the remedy, by 400, and changes nothing, whichever API it comes by.
 */
package org.coincide.engine.lifecycle.answers;
