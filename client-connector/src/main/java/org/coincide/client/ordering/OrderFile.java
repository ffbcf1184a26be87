package org.coincide.client.ordering;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * A file of orders, as read: the orders and the faults of its form.
 *
 * @param faults faults found by reading; the orders are not checked yet
 */
record OrderFile(List<Entry> orders, List<Fault> faults) {

    /**
     * An order in the file.
     *
     * @param places line numbers of a CSV file by line of the order; for JSON, once the number of the order in the file
     */
    record Entry(JsonNode order, List<Integer> places) {

        String reference() {
            return order.path("orderReference").asText();
        }

        /** Returns the place of the value that a JSON pointer into the order names. */
        int placeOf(String pointer) {
            var parts = pointer.split("/");
            boolean inLine = parts.length > 2 && parts[1].equals("lines") && parts[2].matches("\\d{1,3}");
            int index = inLine ? Integer.parseInt(parts[2]) : 0;
            return places.get(Math.min(index, places.size() - 1));
        }
    }

    /**
     * A fault of the file.
     *
     * @param place line number of a CSV file, or the number of the order in a JSON file; 1 is the first
     * @param field column of a CSV file, or the JSON pointer into the order; may be empty
     */
    record Fault(int place, String orderReference, String field, String text) {}
}
