package org.coincide.client.journey;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A collector of OpenTelemetry's protocol over HTTP, in memory. Reads of Protocol Buffers what it needs. */
final class TraceCollector implements AutoCloseable {

    /** A span, with the service that recorded it. */
    record ReceivedSpan(String service, String traceId, String name) {}

    /**
     * A span of a job at the server.
     *
     * @param error text of the status; null without an error
     */
    record JobSpan(String traceId, String name, Map<String, String> attributes, String error) {}

    private static final int RESOURCE_SPANS = 1;
    private static final int RESOURCE = 1;
    private static final int SCOPE_SPANS = 2;
    private static final int SPANS = 2;
    private static final int TRACE_ID = 1;
    private static final int NAME = 5;
    private static final int ATTRIBUTES = 9;
    private static final int STATUS = 15;
    private static final int KEY = 1;
    private static final int VALUE = 2;
    private static final int TEXT = 1;
    private static final int MESSAGE = 2;

    private final HttpServer server;
    private final List<ReceivedSpan> spans = new CopyOnWriteArrayList<>();
    private final List<JobSpan> jobs = new CopyOnWriteArrayList<>();

    TraceCollector() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/v1/traces", this::receive);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1/traces";
    }

    /** The spans of a trade and its order: all except those of HTTP requests. */
    List<ReceivedSpan> ofTrades() {
        return spans.stream()
                .filter(span -> span.name().matches("(order|information|processing|send|ledger) .*"))
                .toList();
    }

    /** The spans of jobs. */
    List<JobSpan> jobs() {
        return jobs;
    }

    private void receive(HttpExchange exchange) throws IOException {
        var body = exchange.getRequestBody().readAllBytes();
        fields(body, RESOURCE_SPANS).forEach(this::add);
        exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }

    private void add(byte[] resource) {
        var service = new String(fields(resource, RESOURCE).get(0), StandardCharsets.UTF_8).contains("coincide-server")
                ? "server"
                : "client";
        for (var scope : fields(resource, SCOPE_SPANS)) {
            for (var span : fields(scope, SPANS)) {
                var trace = HexFormat.of().formatHex(fields(span, TRACE_ID).get(0));
                var name = text(span, NAME).orElseThrow();
                spans.add(new ReceivedSpan(service, trace, name));
                var attributes = attributes(span);
                if (attributes.containsKey("coincide.element")) {
                    jobs.add(new JobSpan(trace, name, attributes, error(span)));
                }
            }
        }
    }

    private static Map<String, String> attributes(byte[] span) {
        Map<String, String> attributes = new HashMap<>();
        for (var attribute : fields(span, ATTRIBUTES)) {
            text(fields(attribute, VALUE).get(0), TEXT)
                    .ifPresent(value -> attributes.put(text(attribute, KEY).orElseThrow(), value));
        }
        return attributes;
    }

    private static String error(byte[] span) {
        return fields(span, STATUS).stream()
                .flatMap(status -> text(status, MESSAGE).stream())
                .findFirst()
                .orElse(null);
    }

    private static Optional<String> text(byte[] message, int number) {
        return fields(message, number).stream()
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .findFirst();
    }

    /** The values of a field whose type has a length. */
    private static List<byte[]> fields(byte[] message, int number) {
        List<byte[]> values = new CopyOnWriteArrayList<>();
        var in = ByteBuffer.wrap(message);
        while (in.hasRemaining()) {
            long key = varint(in);
            switch ((int) (key & 7)) {
                case 0 -> varint(in);
                case 1 -> in.position(in.position() + 8);
                case 2 -> {
                    int length = (int) varint(in);
                    if (key >>> 3 == number) {
                        values.add(Arrays.copyOfRange(message, in.position(), in.position() + length));
                    }
                    in.position(in.position() + length);
                }
                case 5 -> in.position(in.position() + 4);
                default -> throw new IllegalArgumentException("not Protocol Buffers");
            }
        }
        return values;
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = in.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
