/**
 * Beside step 4: the models as the engine knows them. Guarantees that a change of a definition, such as its suspension, is seen at once by
 * the server that makes it, and soon by the others, although no step of an order asks the database for its model again.
 */
package org.coincide.engine.definitions;
