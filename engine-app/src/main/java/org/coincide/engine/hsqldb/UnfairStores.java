package org.coincide.engine.hsqldb;

import java.lang.reflect.Field;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.hsqldb.Database;
import org.hsqldb.Table;
import org.hsqldb.TableBase;
import org.hsqldb.lib.LongKeyHashMap;
import org.hsqldb.persist.PersistentStore;
import org.hsqldb.persist.PersistentStoreCollectionDatabase;
import org.hsqldb.persist.RowStoreAVL;
import org.hsqldb.persist.RowStoreAVLDisk;
import org.hsqldb.persist.RowStoreAVLMemory;
import org.springframework.util.ReflectionUtils;

/**
 * The stores of a database's tables, with locks that are not fair. HSQLDB locks the store of a table at each step through its rows, and has
 * fair locks: as soon as one thread waits, each other one waits behind it, although the lock is free again before the first has woken up.
 * Under load, most threads then wait for each other instead of working.
 *
 * <p>HSQLDB asks for the store of a new table here. So it has such a lock, too, before any thread knows it.
 */
final class UnfairStores extends PersistentStoreCollectionDatabase {

    private static final String LOCK = "lock";
    private static final String READ_LOCK = "readLock";
    private static final String WRITE_LOCK = "writeLock";

    private final Database database;
    private final PersistentStoreCollectionDatabase identifiers;

    private UnfairStores(Database database) {
        super(database);
        this.database = database;
        this.identifiers = database.persistentStoreCollection;
    }

    /** Replaces the locks of a database that no thread uses yet. */
    static void replaceIn(Database database) {
        UnfairStores stores = new UnfairStores(database);
        for (Object table : database.schemaManager.getAllTables(true).toArray()) {
            stores.adopt((Table) table);
        }
        database.persistentStoreCollection = stores;
    }

    private void adopt(Table table) {
        if (table.store != null) {
            unfair(table.store);
            setStore(table, table.store);
        }
    }

    @Override
    public synchronized PersistentStore getStore(TableBase table) {
        if (table.store == null) {
            PersistentStore store = database.logger.newStore(null, this, table);
            unfair(store);
            setStore(table, store);
        }
        return table.store;
    }

    /** The identifiers continue those of the tables that exist. */
    @Override
    public long getNextId() {
        return identifiers.getNextId();
    }

    private static void unfair(PersistentStore store) {
        if (store instanceof RowStoreAVLMemory memory) {
            replaceLock(RowStoreAVL.class, memory);
        } else if (store instanceof RowStoreAVLDisk disk) {
            replaceLock(RowStoreAVL.class, disk);
            replaceLock(LongKeyHashMap.class, disk.rowActionMap);
        }
    }

    private static void replaceLock(Class<?> declaring, Object owner) {
        ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
        set(declaring, LOCK, owner, lock);
        set(declaring, READ_LOCK, owner, lock.readLock());
        set(declaring, WRITE_LOCK, owner, lock.writeLock());
    }

    private static void set(Class<?> declaring, String name, Object owner, Object value) {
        Field field = ReflectionUtils.findField(declaring, name);
        ReflectionUtils.makeAccessible(field);
        ReflectionUtils.setField(field, owner, value);
    }
}
