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

    /** Begins an export of rows of a table. The file is created with the first row. */
    Appender append(String table) {
        return new Appender(
                table, folder.resolve("removed-" + LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC) + ".jsonl"));
    }

    /** Rows that are being written. */
    final class Appender implements AutoCloseable {

        private final String table;
        private final Path file;
        private FileChannel channel;
        private int rows;

        private Appender(String table, Path file) {
            this.table = table;
            this.file = file;
        }

        void add(Map<String, Object> row) {
            ByteBuffer line = ByteBuffer.wrap((line(table, row) + '\n').getBytes(StandardCharsets.UTF_8));
            try {
                if (channel == null) {
                    Files.createDirectories(folder);
                    channel = FileChannel.open(
                            file,
                            Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND),
                            OwnerOnlyFiles.fileMode(file));
                }
                while (line.hasRemaining()) {
                    channel.write(line);
                }
            } catch (IOException failure) {
                throw unwritten(failure);
            }
            rows++;
        }

        /** Forces the rows to the disk; returns their number. */
        int force() {
            try {
                if (channel != null) {
                    channel.force(true);
                }
            } catch (IOException failure) {
                throw unwritten(failure);
            }
            return rows;
        }

        @Override
        public void close() {
            try {
                if (channel != null) {
                    channel.close();
                }
            } catch (IOException failure) {
                throw unwritten(failure);
            }
        }

        private UncheckedIOException unwritten(IOException failure) {
            return new UncheckedIOException(
                    "The removed rows cannot be written to " + file + ". Nothing is removed; provide space.", failure);
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
