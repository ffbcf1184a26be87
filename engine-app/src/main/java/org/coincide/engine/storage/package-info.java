/**
 * Outside the order's journey: the data directory. One process at a time uses the directory, held by a lock of the operating
 * system that is taken before anything in the directory is opened ({@link org.coincide.engine.storage.DirectoryLock}). Only the
 * owner has permissions on its files ({@link org.coincide.engine.storage.OwnerOnlyFiles}).
 */
package org.coincide.engine.storage;
