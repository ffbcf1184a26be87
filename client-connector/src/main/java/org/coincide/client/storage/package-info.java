/**
 * The folder of the ledger. One process at a time uses the folder, held by a lock of the operating system that is taken before the
 * database is opened ({@link org.coincide.client.storage.DirectoryLock}). Only the owner has permissions on its files ({@link
 * org.coincide.client.storage.OwnerOnlyFiles}).
 */
package org.coincide.client.storage;
