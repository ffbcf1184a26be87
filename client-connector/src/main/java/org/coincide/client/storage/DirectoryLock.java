package org.coincide.client.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An exclusive lock on a directory, held by the operating system for as long as the process lives: also while the process is
 * paused, and not a moment after it was killed. (The lock of HSQLDB is a heartbeat, which a paused process does not send.)
 */
final class DirectoryLock implements AutoCloseable {

    /** Locks of this JVM. Opening such a file again, and closing it, would release the lock. */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private DirectoryLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Takes the lock.
     *
     * @throws HeldException if another process, or another client in this JVM, holds the lock
     * @throws IOException if the file cannot be created, written or locked
     */
    static DirectoryLock take(Path file) throws IOException, HeldException {
        if (!HELD.add(file)) {
            throw new HeldException("another client-connector in process " + processId());
        }
        try {
            return new DirectoryLock(file, lockedChannel(file));
        } catch (IOException | HeldException failure) {
            HELD.remove(file);
            throw failure;
        }
    }

    private static FileChannel lockedChannel(Path file) throws IOException, HeldException {
        FileChannel channel = FileChannel.open(
                file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), OwnerOnlyFiles.fileMode(file));
        try {
            if (channel.tryLock() == null) {
                throw new HeldException("process " + Files.readString(file).strip());
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap((processId() + "\n").getBytes(StandardCharsets.UTF_8)));
            return channel;
        } catch (IOException | HeldException failure) {
            channel.close();
            throw failure;
        }
    }

    private static long processId() {
        return ProcessHandle.current().pid();
    }

    @Override
    public void close() throws IOException {
        channel.close();
        HELD.remove(file);
    }

    /** Signals that the lock is held; the message names the holder. */
    static final class HeldException extends Exception {

        private static final long serialVersionUID = 1L;

        HeldException(String holder) {
            super(holder);
        }
    }
}
