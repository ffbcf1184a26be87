/**
 * What clients and operators ask of a trade that runs: cancel it, take goods back. Whether that is possible is decided here, under
 * the lock of the trade's row, and told at once; how it is done stands in the models. Whoever asks twice is answered twice
 * and has caused it once.
 */
package org.coincide.engine.requests;
