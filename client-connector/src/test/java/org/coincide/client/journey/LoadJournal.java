package org.coincide.client.journey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.coincide.client.contract.Json;

/** The test's own record of its orders: each request before it is sent and each reply, forced to disk. */
final class LoadJournal implements AutoCloseable {

    private final Path path;
    private final FileChannel file;

    LoadJournal(Path path) {
        this.path = path;
        try {
            Files.createDirectories(path.getParent());
            Files.deleteIfExists(path);
            file = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void request(String client, String reference, String order) {
        append(Map.of("client", client, "reference", reference, "order", order));
    }

    void reply(String client, String reference, int status, String body) {
        append(Map.of("client", client, "reference", reference, "status", status, "reply", body));
    }

    /** Every order that was sent. */
    List<Placed> placed() {
        Map<String, Placed> placed = new LinkedHashMap<>();
        try (var lines = Files.lines(path)) {
            lines.forEach(line -> read(line, placed));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.copyOf(placed.values());
    }

    private static void read(String line, Map<String, Placed> placed) {
        try {
            var entry = Json.STRICT.readTree(line);
            var reference = entry.get("reference").asText();
            if (entry.has("order")) {
                placed.putIfAbsent(
                        reference,
                        new Placed(
                                entry.get("client").asText(),
                                reference,
                                entry.get("order").asText(),
                                false));
            } else if (entry.get("status").asInt() == 202) {
                placed.computeIfPresent(reference, (key, order) -> order.asAccepted());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized void append(Map<String, ?> entry) {
        try {
            file.write(
                    ByteBuffer.wrap((Json.STRICT.writeValueAsString(entry) + "\n").getBytes(StandardCharsets.UTF_8)));
            file.force(false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * An order that the test has sent.
     *
     * @param accepted true if the connector has answered 202 at least once
     */
    record Placed(String client, String reference, String order, boolean accepted) {

        Placed asAccepted() {
            return new Placed(client, reference, order, true);
        }
    }
}
