package org.coincide.engine.hsqldb;

import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.hsqldb.error.Error;
import org.hsqldb.error.ErrorCode;
import org.hsqldb.lib.EventLogInterface;
import org.hsqldb.lib.FileAccess;
import org.hsqldb.persist.Logger;

/**
 * HSQLDB's access to its files, with failed writes reported. HSQLDB itself writes a failure of its transaction log to a log file,
 * and the commit succeeds all the same.
 *
 * <p>HSQLDB asks for a sync of its log within the lock of all transactions, so that nobody works while one waits for the disk. The stream of
 * the log only notes it; {@link #awaitSynced()} waits after the commit, outside the lock, and one sync serves all commits that came before it.
 *
 * <p>After the first failure the stream of the log writes nothing more: what is in the file stays a complete beginning, which a
 * restart replays. A later write, after space is free again, would follow a gap and be lost at the next start.
 */
final class DurableFileAccess implements FileAccess {

    private final FileAccess files;
    private final Consumer<String> failures;
    private final Sync disk;
    private volatile LogStream log;

    /**
     * @param failures receives the cause of each failure
     * @param disk waits until a file is on the disk
     */
    DurableFileAccess(FileAccess files, Consumer<String> failures, Sync disk) {
        this.files = files;
        this.failures = failures;
        this.disk = disk;
    }

    /** Returns after all that is in the log is on the disk, or after the failure is reported. */
    void awaitSynced() {
        LogStream current = log;
        if (current != null) {
            current.sync();
        }
    }

    @Override
    public OutputStream openOutputStreamElementAppend(String name) throws IOException {
        if (!name.endsWith(Logger.logFileExtension)) {
            return files.openOutputStreamElementAppend(name);
        }
        if (new File(name).length() > 0) {
            // A checkpoint that succeeds removes the log. HSQLDB does not report one that failed.
            failures.accept("a checkpoint failed, probably because the disk is full");
        }
        log = new LogStream(new FileOutputStream(name, true));
        return log;
    }

    @Override
    public FileSync getFileSync(OutputStream stream) throws IOException {
        if (stream instanceof LogStream) {
            return () -> {};
        }
        FileSync sync = files.getFileSync(stream);
        return () -> {
            try {
                sync.sync();
            } catch (IOException failure) {
                // HSQLDB ignores an IOException here, and would then remove the log.
                throw Error.error(failure, ErrorCode.FILE_IO_ERROR, String.valueOf(failure));
            }
        };
    }

    @Override
    public InputStream openInputStreamElement(String name) throws IOException {
        return files.openInputStreamElement(name);
    }

    @Override
    public OutputStream openOutputStreamElement(String name) throws IOException {
        return files.openOutputStreamElement(name);
    }

    @Override
    public boolean isStreamElement(String name) {
        return files.isStreamElement(name);
    }

    @Override
    public void createParentDirs(String name) {
        files.createParentDirs(name);
    }

    @Override
    public boolean removeElement(String name) {
        return files.removeElement(name);
    }

    @Override
    public boolean renameElement(String from, String to) {
        return files.renameElement(from, to);
    }

    @Override
    public boolean renameElementOrCopy(String from, String to, EventLogInterface log) {
        return files.renameElementOrCopy(from, to, log);
    }

    /** The stream of the transaction log. What it wrote before it is closed is on the disk then: a checkpoint opens another one. */
    private final class LogStream extends OutputStream {

        private final FileOutputStream file;
        private final Lock syncing = new ReentrantLock();
        private final AtomicLong written = new AtomicLong();
        private volatile long synced;
        private volatile boolean failed;

        private LogStream(FileOutputStream file) {
            this.file = file;
        }

        @Override
        public void write(int single) {
            write(new byte[] {(byte) single}, 0, 1);
        }

        @Override
        public synchronized void write(byte[] bytes, int offset, int length) {
            attempt(() -> file.write(bytes, offset, length));
            written.addAndGet(length);
        }

        private void sync() {
            long needed = written.get();
            if (synced >= needed) {
                return;
            }
            syncing.lock();
            try {
                if (synced < needed) {
                    long reached = written.get();
                    attempt(() -> disk.sync(file.getFD()));
                    synced = reached;
                }
            } finally {
                syncing.unlock();
            }
        }

        @Override
        public void close() throws IOException {
            sync();
            file.close();
        }

        private void attempt(Write write) {
            if (failed) {
                return;
            }
            try {
                write.run();
            } catch (IOException failure) {
                failed = true;
                failures.accept("the transaction log cannot be written: " + failure.getMessage());
            }
        }
    }

    /** A write to the file. */
    private interface Write {

        void run() throws IOException;
    }

    /** Waits until the content of a file is on the disk, as {@link FileDescriptor#sync()} does. */
    interface Sync {

        void sync(FileDescriptor file) throws IOException;
    }
}
