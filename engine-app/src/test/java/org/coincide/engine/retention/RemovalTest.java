package org.coincide.engine.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.coincide.engine.accounts.CoincideProperties;
import org.coincide.engine.support.BooksDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;

class RemovalTest {

    @TempDir
    Path folder;

    private final DataSource database = BooksDatabase.create();
    private final JdbcClient jdbc = JdbcClient.create(database);
    private final List<Integer> linesBefore = new ArrayList<>();

    /** Notes the lines of the file when a row is written. */
    private final ObjectMapper json = new ObjectMapper() {
        @Override
        public String writeValueAsString(Object row) throws JsonProcessingException {
            linesBefore.add(lines().size());
            return super.writeValueAsString(row);
        }
    };

    /** A batch of trades has hundreds of labels of 1.4 million characters. */
    @Test
    void eachRowIsWrittenBeforeTheNextOneIsRead() {
        label("trade/1");
        label("trade/2");
        label("other/1");
        assertThat(removal().remove("consignment_label", "booking_key LIKE :like", Map.of("like", "trade/%")))
                .isEqualTo(2);
        assertThat(linesBefore).containsExactly(0, 1);
        assertThat(lines()).hasSize(2).allMatch(line -> line.contains("\"table\":\"consignment_label\""));
        assertThat(jdbc.sql("SELECT booking_key FROM consignment_label")
                        .query(String.class)
                        .single())
                .isEqualTo("other/1");
    }

    @Test
    void withoutRowsThereIsNoFile() {
        assertThat(removal().remove("consignment_label", "booking_key", List.of("trade/1")))
                .isZero();
        assertThat(folder).isEmptyDirectory();
    }

    private void label(String key) {
        jdbc.sql("INSERT INTO consignment_label (booking_key, media_type, content) VALUES (?, 'text/plain', 'eA==')")
                .param(key)
                .update();
    }

    private List<String> lines() {
        try (var files = Files.list(folder)) {
            Path file = files.findFirst().orElse(null);
            return file == null ? List.of() : Files.readAllLines(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private Removal removal() {
        RetentionProperties properties = new Binder(
                        new MapConfigurationPropertySource(Map.of("x.export", folder.toString())))
                .bind("x", RetentionProperties.class)
                .get();
        return new Removal(
                database, new RemovedRowsFile(properties, mock(CoincideProperties.class), json, Clock.systemUTC()));
    }
}
