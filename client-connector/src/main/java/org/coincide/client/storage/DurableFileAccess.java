package org.coincide.client.storage;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
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
 * <p>After the first failure the stream of the log writes nothing more: what is in the file stays a complete beginning, which a
 * restart replays. A later write, after space is free again, would follow a gap and be lost at the next start.
 */
final class DurableFileAccess implements FileAccess {

    private final FileAccess files;
    private final Consumer<String> failures;

    /** @param failures receives the cause of each failure */
    DurableFileAccess(FileAccess files, Consumer<String> failures) {
        this.files = files;
        this.failures = failures;
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
        return new LogStream(new FileOutputStream(name, true));
    }

    @Override
    public FileSync getFileSync(OutputStream stream) throws IOException {
        if (stream instanceof LogStream log) {
            return log::sync;
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

    /** The stream of the transaction log. */
    private final class LogStream extends OutputStream {

        private final FileOutputStream file;
        private boolean failed;

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
        }

        private synchronized void sync() {
            attempt(() -> file.getFD().sync());
        }

        @Override
        public void close() throws IOException {
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
}
