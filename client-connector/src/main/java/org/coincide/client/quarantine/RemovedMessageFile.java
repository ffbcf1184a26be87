package org.coincide.client.quarantine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.Set;
import java.util.stream.Stream;
import org.coincide.client.contract.Json;
import org.coincide.client.storage.ExportFolder;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The messages that were removed from the quarantine: a file of JSON lines for each day, forced to the disk. */
@Component
class RemovedMessageFile {

    /** A message as the quarantine had it. */
    record Line(
            String id,
            String receivedAt,
            String state,
            String warning,
            String text,
            String tradingId,
            Long sequence,
            String kind,
            String body,
            String signature) {}

    private final Path folder;

    RemovedMessageFile(
            QuarantineProperties properties,
            @Value("${coincide.data-directory}/client-${coincide.client.id}/removed") Path standard) {
        this.folder = ExportFolder.of(properties.export(), standard, "coincide.quarantine.export");
    }

    /** Appends the messages, and reads them from the stream one after another. */
    void append(Instant at, Stream<Line> messages) {
        var file = folder.resolve("quarantine-" + LocalDate.ofInstant(at, ZoneOffset.UTC) + ".jsonl");
        try {
            Files.createDirectories(folder);
            try (var channel = FileChannel.open(
                    file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND), ExportFolder.fileMode(file))) {
                for (Iterator<Line> all = messages.iterator(); all.hasNext(); ) {
                    var line = ByteBuffer.wrap(
                            (Json.STRICT.writeValueAsString(all.next()) + "\n").getBytes(StandardCharsets.UTF_8));
                    while (line.hasRemaining()) {
                        channel.write(line);
                    }
                }
                channel.force(true);
            }
        } catch (IOException unwritable) {
            throw new UncheckedIOException(
                    "Messages of the quarantine cannot be written to " + file
                            + ". None is removed; provide space, or change coincide.quarantine.export.",
                    unwritable);
        }
    }
}
