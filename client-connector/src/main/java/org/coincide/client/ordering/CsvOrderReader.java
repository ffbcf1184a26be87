package org.coincide.client.ordering;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.coincide.client.ordering.OrderFile.Entry;
import org.coincide.client.ordering.OrderFile.Fault;

/**
 * Reads orders from a CSV file with a header. Each row is one line of an order; rows with the same orderReference are one order,
 * whose other values are in its first row and may be repeated. The separator is a comma or a semicolon.
 */
final class CsvOrderReader {

    /** Column by JSON pointer of the order; the columns of a line first. */
    static final Map<String, String> COLUMNS = columns();

    private static final Set<String> OF_LINES = Set.of("sku", "quantity", "unitPrice");
    private static final Set<String> OPTIONAL = Set.of("region", "phone", "paymentToken", "requestedDelivery");
    private static final CsvMapper CSV = CsvMapper.builder()
            .enable(CsvParser.Feature.TRIM_SPACES, CsvParser.Feature.SKIP_EMPTY_LINES, CsvParser.Feature.WRAP_AS_ARRAY)
            .build();

    private final Map<String, Entry> orders = new LinkedHashMap<>();
    private final List<Fault> faults = new ArrayList<>();

    private CsvOrderReader() {}

    static OrderFile read(String text) {
        var reader = new CsvOrderReader();
        reader.readRows(text.startsWith("\uFEFF") ? text.substring(1) : text);
        return new OrderFile(List.copyOf(reader.orders.values()), reader.faults);
    }

    private static Map<String, String> columns() {
        Map<String, String> columns = new LinkedHashMap<>();
        List.of("sku", "quantity", "unitPrice", "orderReference", "currency")
                .forEach(name -> columns.put(name, "/" + name));
        List.of("name", "street", "postalCode", "city", "country", "region", "phone")
                .forEach(name -> columns.put(name, "/shipTo/" + name));
        columns.put("paymentMethod", "/payment/method");
        columns.put("paymentToken", "/payment/token");
        columns.put("requestedDelivery", "/requestedDelivery");
        return columns;
    }

    private void readRows(String text) {
        var header = text.lines().findFirst().orElse("");
        char separator = header.chars().filter(c -> c == ';').count() > 0 ? ';' : ',';
        var schema = CsvSchema.emptySchema().withColumnSeparator(separator);
        try (MappingIterator<String[]> rows =
                CSV.readerFor(String[].class).with(schema).readValues(text)) {
            var names = rows.hasNextValue() ? List.of(rows.nextValue()) : List.<String>of();
            checkHeader(names);
            while (faults.isEmpty() && rows.hasNextValue()) {
                readRest(names, rows);
            }
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            faults.add(new Fault(line, "", "", "The row is not valid CSV: " + e.getOriginalMessage()));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void readRest(List<String> names, MappingIterator<String[]> rows) throws IOException {
        List<Fault> ofRows = new ArrayList<>();
        do {
            int line = rows.getCurrentLocation().getLineNr();
            var values = rows.nextValue();
            if (values.length != names.size()) {
                ofRows.add(new Fault(
                        line,
                        "",
                        "",
                        "The row has " + values.length + " values. Write the header's " + names.size() + "."));
            } else {
                add(line, row(names, values), ofRows);
            }
        } while (rows.hasNextValue());
        faults.addAll(ofRows);
    }

    private void checkHeader(List<String> names) {
        names.stream()
                .filter(name -> !COLUMNS.containsKey(name))
                .forEach(name ->
                        faults.add(new Fault(1, "", name, "The column is unknown. Remove it, or correct its name.")));
        COLUMNS.keySet().stream()
                .filter(name -> !OPTIONAL.contains(name) && !names.contains(name))
                .forEach(name -> faults.add(new Fault(1, "", name, "The column is missing. Add it to the header.")));
        if (new HashSet<>(names).size() != names.size()) {
            faults.add(new Fault(1, "", "", "A column is twice in the header. Remove one of them."));
        }
    }

    private static Map<String, String> row(List<String> names, String[] values) {
        Map<String, String> row = new LinkedHashMap<>();
        for (int i = 0; i < values.length; i++) {
            if (!values[i].isBlank()) {
                row.put(names.get(i), values[i]);
            }
        }
        return row;
    }

    private void add(int line, Map<String, String> row, List<Fault> ofRows) {
        var reference = row.get("orderReference");
        if (reference == null) {
            ofRows.add(new Fault(line, "", "orderReference", "The value is missing. Enter the number of the order."));
            return;
        }
        var known = orders.get(reference);
        if (known == null) {
            known = new Entry(order(row), new ArrayList<>());
            orders.put(reference, known);
        } else {
            compare(line, row, known, ofRows);
        }
        known.places().add(line);
        ((ObjectNode) known.order()).withArray("lines").add(line(row));
    }

    /** A later row of an order repeats the order's values, or leaves them out. */
    private static void compare(int line, Map<String, String> row, Entry known, List<Fault> ofRows) {
        row.forEach((name, value) -> {
            if (!OF_LINES.contains(name)
                    && !known.order().at(COLUMNS.get(name)).asText().equals(value)) {
                ofRows.add(new Fault(
                        line,
                        known.reference(),
                        name,
                        "The value differs from line " + known.places().get(0)
                                + " of the same order. Repeat that value, or use another orderReference."));
            }
        });
    }

    private static ObjectNode line(Map<String, String> row) {
        var line = JsonNodeFactory.instance.objectNode();
        OF_LINES.stream().sorted().filter(row::containsKey).forEach(name -> line.put(name, row.get(name)));
        var quantity = row.getOrDefault("quantity", "");
        if (quantity.matches("-?[0-9]{1,9}")) {
            line.put("quantity", Integer.parseInt(quantity));
        }
        return line;
    }

    private static ObjectNode order(Map<String, String> row) {
        var order = JsonNodeFactory.instance.objectNode();
        order.putArray("lines");
        order.putObject("shipTo");
        order.putObject("payment");
        row.forEach((name, value) -> {
            if (!OF_LINES.contains(name)) {
                var path = COLUMNS.get(name).split("/");
                (path.length == 2 ? order : order.withObject("/" + path[1])).put(path[path.length - 1], value);
            }
        });
        return order;
    }
}
