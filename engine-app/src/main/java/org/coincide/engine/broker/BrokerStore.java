package org.coincide.engine.broker;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.activemq.command.ActiveMQDestination;
import org.apache.activemq.command.ActiveMQQueue;
import org.apache.activemq.store.PersistenceAdapter;
import org.apache.activemq.store.kahadb.FilteredKahaDBPersistenceAdapter;
import org.apache.activemq.store.kahadb.KahaDBPersistenceAdapter;
import org.apache.activemq.store.kahadb.MultiKahaDBPersistenceAdapter;

/**
 * The message store on disk: one KahaDB for the server's queues, and one for each client.
 *
 * <p>KahaDB deletes a journal file only if no message in the file, and no message that the file acknowledges, is kept. In a shared
 * store, one client that does not read would keep the files of all queues.
 */
final class BrokerStore {

    /** Length of a journal file of one client's store. KahaDB frees space file by file. */
    private static final int FILE_OF_CLIENT = 4 << 20;

    private BrokerStore() {}

    static PersistenceAdapter create(Path directory, Collection<String> clientIds) throws IOException {
        List<FilteredKahaDBPersistenceAdapter> stores = new ArrayList<>();
        for (String client : clientIds) {
            String queue = QueueNames.ofClient(client);
            KahaDBPersistenceAdapter own = kahaDb();
            own.setJournalMaxFileLength(FILE_OF_CLIENT);
            stores.add(filtered(new ActiveMQQueue(queue + "," + QueueNames.deadLettersOf(queue)), own));
        }
        stores.add(filtered(new ActiveMQQueue(">"), kahaDb()));
        MultiKahaDBPersistenceAdapter all = new MultiKahaDBPersistenceAdapter();
        all.setDirectory(directory.toFile());
        all.setJournalMaxFileLength(FILE_OF_CLIENT);
        all.setCheckForCorruption(true);
        all.setFilteredPersistenceAdapters(stores);
        // By default a second server on the same store would wait silently; it must fail at startup.
        all.getLocker().setFailIfLocked(true);
        return all;
    }

    private static KahaDBPersistenceAdapter kahaDb() {
        KahaDBPersistenceAdapter store = new KahaDBPersistenceAdapter();
        store.setJournalDiskSyncStrategy("always");
        store.setCheckForCorruptJournalFiles(true);
        return store;
    }

    private static FilteredKahaDBPersistenceAdapter filtered(
            ActiveMQDestination destination, KahaDBPersistenceAdapter store) {
        FilteredKahaDBPersistenceAdapter filtered = new FilteredKahaDBPersistenceAdapter();
        filtered.setDestination(destination);
        filtered.setPersistenceAdapter(store);
        return filtered;
    }
}
