package org.coincide.engine.broker.recovery;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A store of the embedded broker that cannot be read, for example because the disk was full while it was written. */
public final class DamagedStore {

    private static final Logger LOG = LoggerFactory.getLogger(DamagedStore.class);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS", Locale.ROOT);

    private static final String STORE = "org.apache.activemq.store.kahadb.";

    /** Parts of the messages of failures that are over when the machine is in order. */
    private static final List<String> OF_THE_MACHINE = List.of(
            "locked",
            "no space left",
            "quota exceeded",
            "permission denied",
            "read-only file system",
            "too many open files",
            "input/output error");

    private DamagedStore() {}

    /**
     * Returns true if a start failed because the content of the store is damaged, not because it is locked, the disk is full, or the server is stopped while it starts. Damaged bytes
     * can break the reading anywhere, also as a negative length or one that exceeds the memory, so it counts where a failure arose, not how.
     */
    public static boolean isCauseOf(Throwable failure) {
        List<Throwable> causes =
                Stream.iterate(failure, Objects::nonNull, Throwable::getCause).toList();
        return causes.stream().noneMatch(DamagedStore::isOfTheMachine)
                && causes.stream().anyMatch(DamagedStore::isOfTheStore);
    }

    private static boolean isOfTheStore(Throwable cause) {
        return Stream.of(cause.getStackTrace())
                .anyMatch(frame -> frame.getClassName().startsWith(STORE));
    }

    private static boolean isOfTheMachine(Throwable cause) {
        String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
        return cause instanceof AccessDeniedException
                || cause instanceof InterruptedException
                || cause instanceof InterruptedIOException
                || cause instanceof ClosedByInterruptException
                || OF_THE_MACHINE.stream().anyMatch(message::contains);
    }

    /** Renames the store's directory, so that nothing in it is lost, and an empty one can take its place. */
    public static void setAside(Path directory, Throwable cause) throws IOException {
        Path aside = directory.resolveSibling(
                directory.getFileName() + "-damaged-" + LocalDateTime.now().format(TIME));
        Files.move(directory, aside);
        Files.createDirectory(directory);
        LOG.error(
                "The broker's store was damaged and has been renamed to {}. The server goes on with an empty store and sends"
                        + " the messages of its journal again; clients resend what was not answered. Dead letters are only in"
                        + " the renamed store. Remove it when it is not needed any more. Cause: {}",
                aside,
                cause.toString());
    }
}
