package org.coincide.engine.delivery.tasks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.camunda.bpm.engine.BadUserRequestException;
import org.coincide.engine.delivery.consignments.ConsignmentLine;
import org.coincide.engine.json.StorableText;
import org.springframework.stereotype.Component;

/** Parser of the picked pieces by line, such as {@code {"1": 2, "2": 0}}. */
@Component
class PickedPieces {

    /**
     * Result of picking.
     *
     * @param byLine pieces found
     * @param missing pieces not found, by article
     */
    record Pick(SortedMap<Integer, Integer> byLine, SortedMap<String, Integer> missing) {

        boolean isNothing() {
            return byLine.values().stream().allMatch(pieces -> pieces == 0);
        }
    }

    private static final int MAX_QUOTED = 60;

    private final ObjectMapper json;

    PickedPieces(ObjectMapper json) {
        this.json = json;
    }

    /**
     * Parses the entry of a worker. A line that is not named was picked completely.
     *
     * @throws BadUserRequestException with an error text for the worker
     */
    Pick of(Object said, List<ConsignmentLine> lines) {
        JsonNode picked = said == null ? json.createObjectNode() : read(said);
        verifyLines(picked, lines);
        SortedMap<Integer, Integer> byLine = new TreeMap<>();
        SortedMap<String, Integer> missing = new TreeMap<>();
        for (ConsignmentLine line : lines) {
            JsonNode pieces = picked.path(String.valueOf(line.number()));
            int found = pieces.isMissingNode() ? line.quantity() : count(pieces);
            if (found < 0 || found > line.quantity()) {
                throw new BadUserRequestException("The number of picked pieces of line " + line.number() + " ("
                        + line.sku() + ") is invalid. Enter 0 to " + line.quantity() + ". Nothing has changed.");
            }
            byLine.put(line.number(), found);
            if (found < line.quantity()) {
                missing.merge(line.sku(), line.quantity() - found, Integer::sum);
            }
        }
        return new Pick(byLine, missing);
    }

    private static void verifyLines(JsonNode picked, List<ConsignmentLine> lines) {
        if (!picked.isObject()) {
            throw invalid("of another type");
        }
        List<String> numbers =
                lines.stream().map(line -> String.valueOf(line.number())).toList();
        picked.fieldNames().forEachRemaining(name -> {
            if (!numbers.contains(name)) {
                throw new BadUserRequestException(
                        "The picked pieces name the line %s. The consignment has the lines %s. Nothing has changed."
                                .formatted(StorableText.shortened(name, MAX_QUOTED), String.join(", ", numbers)));
            }
        });
    }

    private static BadUserRequestException invalid(String defect) {
        return new BadUserRequestException("The picked pieces are " + defect
                + ". Send a JSON object such as {\"1\": 2}, with the pieces of each line. Nothing has changed.");
    }

    /** The exact number of pieces; -1 if the entry is not an integer. */
    private static int count(JsonNode pieces) {
        return pieces.isNumber() && pieces.canConvertToExactIntegral() && pieces.canConvertToInt()
                ? pieces.intValue()
                : -1;
    }

    private JsonNode read(Object said) {
        try {
            return json.readTree(said.toString());
        } catch (JsonProcessingException broken) {
            throw invalid("not JSON");
        }
    }
}
