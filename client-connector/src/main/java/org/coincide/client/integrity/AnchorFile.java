package org.coincide.client.integrity;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The anchor file in the data directory, beside an HSQLDB file and on another machine than most other databases. It shows that the
 * ledger's end was cut off, or that the ledger was recomputed, by somebody who can change the database only.
 */
@Component
class AnchorFile {

    private final Path file;
    private final ObjectMapper json;

    AnchorFile(
            @Value("${coincide.data-directory}/client-${coincide.client.id}/ledger.anchor") Path file,
            ObjectMapper json) {
        this.file = file.toAbsolutePath();
        this.json = json;
    }

    Path path() {
        return file;
    }

    /** Returns the stored anchor, or {@link Anchor#NONE} before the first one. */
    synchronized Anchor read() {
        try {
            return Files.exists(file) ? json.readValue(file.toFile(), Anchor.class) : Anchor.NONE;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The anchor file " + file + " cannot be read. Restore it from a backup, or remove it.", e);
        }
    }

    /** Replaces the anchor durably. */
    synchronized void write(Anchor anchor) {
        var next = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.createDirectories(file.getParent());
            try (var channel = FileChannel.open(
                    next, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
                channel.write(ByteBuffer.wrap(json.writeValueAsBytes(anchor)));
                channel.force(true);
            }
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("The anchor file " + file + " cannot be written", e);
        }
    }
}
