/**
 * Outside the order's journey: the record of what operators did over the server's own API and pages. Guarantees that each action, also a
 * refused one, has the name of a person.
 */
package org.coincide.engine.operations.log;
