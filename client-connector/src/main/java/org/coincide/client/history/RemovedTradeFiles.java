package org.coincide.client.history;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.regex.Pattern;
import org.coincide.client.contract.CanonicalJson;
import org.coincide.client.retention.RetentionProperties;
import org.coincide.client.storage.ExportFolder;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The evidence of removed trades: a file for each trade, in a folder for each day, forced to the disk. */
@Component
class RemovedTradeFiles {

    private static final Pattern FILE_NAME = Pattern.compile("[A-Za-z0-9-]{1,36}");

    private final Path folder;

    RemovedTradeFiles(
            RetentionProperties properties,
            @Value("${coincide.data-directory}/client-${coincide.client.id}/removed") Path standard) {
        this.folder = ExportFolder.of(
                properties.enabled() ? properties.export() : null, standard, "coincide.retention.export");
    }

    /** Writes the evidence of a trade; returns the name of the file within the folder. */
    String write(String tradingId, byte[] evidence, Instant at) {
        var name = FILE_NAME.matcher(tradingId).matches() ? tradingId : CanonicalJson.digest(tradingId);
        var day = LocalDate.ofInstant(at, ZoneOffset.UTC).toString();
        var file = folder.resolve(day).resolve("evidence-" + name + ".json");
        var next = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.createDirectories(file.getParent());
            try (var channel = FileChannel.open(
                    next,
                    Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING),
                    ExportFolder.fileMode(next))) {
                var bytes = ByteBuffer.wrap(evidence);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(
                    "The evidence of removed trades cannot be written to " + file
                            + ". Nothing is removed; provide space, or change coincide.retention.export.",
                    unwritable);
        }
        return day + "/" + file.getFileName();
    }
}
