package org.coincide.engine.storage;

/**
 * Event: the data directory has become unwritable, or writable again.
 *
 * @param writable whether orders and requests can be stored
 */
public record StorageChanged(boolean writable) {}
