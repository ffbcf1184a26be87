package org.coincide.engine.retention;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.coincide.engine.accounts.CoincideProperties;
import org.coincide.engine.startup.StartupException;
import org.coincide.engine.storage.OwnerOnlyFiles;
import org.springframework.stereotype.Component;

/** The file of removed rows, one for each day: a line of JSON for each row, forced to the disk. */
@Component
class RemovedRowsFile {

    private final Path folder;
    private final ObjectMapper json;
    private final Clock clock;

    RemovedRowsFile(RetentionProperties properties, CoincideProperties coincide, ObjectMapper json, Clock clock) {
        this.folder = properties.export() == null ? coincide.dataDirectory().resolve("removed") : properties.export();
        this.json = json;
        this.clock = clock;
        if (properties.enabled() && properties.export() != null) {
            requireWritable();
        }
    }

    /** Refuses the start, since otherwise nothing would be removed in any night. */
    private void requireWritable() {
        try {
            Files.createDirectories(folder);
        } catch (IOException failure) {
            throw unwritable(failure);
        }
        if (!Files.isWritable(folder)) {
            throw unwritable(null);
        }
    }

    private StartupException unwritable(IOException failure) {
        return new StartupException(
                "coincide.retention.export is " + folder
                        + ". The server's user cannot create this folder or write to it, or its file system is read-only.",
                "Correct the folder and its owner. A systemd unit with ProtectSystem=strict needs a line ReadWritePaths="
                        + folder + ".",
                failure);
    }

    void append(String table, List<Map<String, Object>> rows) {
        StringBuilder lines = new StringBuilder();
        rows.forEach(row -> lines.append(line(table, row)).append('\n'));
        Path file = folder.resolve("removed-" + LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC) + ".jsonl");
        try {
            Files.createDirectories(folder);
            try (FileChannel channel = FileChannel.open(
                    file,
                    Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND),
                    OwnerOnlyFiles.fileMode(file))) {
                ByteBuffer bytes = ByteBuffer.wrap(lines.toString().getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
        } catch (IOException unwritable) {
            throw new UncheckedIOException(
                    "The removed rows cannot be written to " + file + ". Nothing is removed; provide space.",
                    unwritable);
        }
    }

    private String line(String table, Map<String, Object> row) {
        Map<String, Object> columns = new LinkedHashMap<>();
        row.forEach((column, value) -> columns.put(
                column.toLowerCase(Locale.ROOT),
                value == null || value instanceof Number || value instanceof Boolean ? value : value.toString()));
        try {
            return json.writeValueAsString(Map.of("table", table, "row", columns));
        } catch (JsonProcessingException unexpected) {
            throw new UncheckedIOException(unexpected);
        }
    }
}
