package org.coincide.engine.broker;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.activemq.command.ActiveMQDestination;
import org.apache.activemq.command.ActiveMQQueue;
import org.apache.activemq.store.MessageStore;
import org.apache.activemq.store.kahadb.FilteredKahaDBPersistenceAdapter;
import org.apache.activemq.store.kahadb.KahaDBPersistenceAdapter;
import org.apache.activemq.store.kahadb.MultiKahaDBPersistenceAdapter;
import org.coincide.engine.broker.queues.QueueNames;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * The message store on disk: one KahaDB for the server's queues, and one for each client, also for a client that is created while the broker
 * runs.
 *
 * <p>KahaDB deletes a journal file only if no message in the file, and no message that the file acknowledges, is kept. In a shared
 * store, one client that does not read would keep the files of all queues.
 */
final class BrokerStore extends MultiKahaDBPersistenceAdapter {

    /** Length of a journal file of one client's store. KahaDB frees space file by file. */
    private static final int FILE_OF_CLIENT = 4 << 20;

    private static final Logger LOG = LoggerFactory.getLogger(BrokerStore.class);

    private final Set<String> clients = new HashSet<>();
    private final Set<String> missing = new HashSet<>();

    BrokerStore(Path directory, Collection<String> clientIds) throws IOException {
        setDirectory(directory.toFile());
        setJournalMaxFileLength(FILE_OF_CLIENT);
        setCheckForCorruption(true);
        clientIds.stream().filter(client -> !filesOf(client).exists()).forEach(missing::add);
        clientIds.forEach(this::addStoreOf);
        setFilteredPersistenceAdapters(List.of(filtered(new ActiveMQQueue(">"), kahaDb())));
        // By default a second server on the same store would wait silently; it must fail at startup.
        getLocker().setFailIfLocked(true);
    }

    /** Creates the store of a client before its first queue: in the store of the other queues, its messages would be lost at a restart. */
    @Override
    public MessageStore createQueueMessageStore(ActiveMQQueue queue) throws IOException {
        QueueNames.ownerOf(queue.getPhysicalName()).ifPresent(this::addStoreOf);
        return super.createQueueMessageStore(queue);
    }

    /** Adds to the stores that there are; ActiveMQ starts a store with its first queue. */
    private synchronized void addStoreOf(String client) {
        if (clients.add(client)) {
            KahaDBPersistenceAdapter own = kahaDb();
            own.setJournalMaxFileLength(FILE_OF_CLIENT);
            setFilteredPersistenceAdapters(List.of(filtered(destinationsOf(client), own)));
        }
    }

    /** Deletes the files of clients that were deleted before this start, whose stores are not loaded any more. The store is locked. */
    void deleteFilesOf(Collection<String> deletedIds) {
        for (String client : deletedIds) {
            File files = filesOf(client);
            if (!clients.contains(client) && files.exists()) {
                if (FileSystemUtils.deleteRecursively(files)) {
                    LOG.info("Removed the files of the queues of the deleted client {}.", client);
                } else {
                    LOG.warn("The files of the queues of the deleted client {} remain: {}", client, files);
                }
            }
        }
    }

    /** Returns the clients that had no store when this one was opened: they are new, or their stores were lost. */
    Set<String> clientsWithoutStore() {
        return Set.copyOf(missing);
    }

    private File filesOf(String client) {
        return new File(getDirectory(), nameFromDestinationFilter(destinationsOf(client)));
    }

    private static ActiveMQQueue destinationsOf(String client) {
        String queue = QueueNames.ofClient(client);
        return new ActiveMQQueue(queue + "," + QueueNames.deadLettersOf(queue));
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
