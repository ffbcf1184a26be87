package org.coincide.engine.broker.recovery;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A store of the embedded broker that cannot be read, for example because the disk was full while it was written. */
public final class DamagedStore {

    private static final Logger LOG = LoggerFactory.getLogger(DamagedStore.class);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS", Locale.ROOT);

    private DamagedStore() {}

    /** Returns true if a start failed because the content of the store is damaged, not because it is locked or the disk is full. */
    public static boolean isCauseOf(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .filter(IOException.class::isInstance)
                .anyMatch(cause -> cause instanceof EOFException || isDamage(String.valueOf(cause.getMessage())));
    }

    private static boolean isDamage(String message) {
        String lowerCase = message.toLowerCase(Locale.ROOT);
        return Stream.of("corrupt", "missing", "unexpected data", "invalid").anyMatch(lowerCase::contains);
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
