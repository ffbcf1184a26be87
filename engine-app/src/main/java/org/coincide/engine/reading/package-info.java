/**
 * Beside steps 2 to 4: rows as records, and rows that a transaction needs again. Guarantees that a transaction that reads the same rows of a
 * trade twice asks the database once, unless it changes them.
 */
package org.coincide.engine.reading;
