package org.coincide.engine.payment.transfers;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.RuntimeJsonMappingException;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.coincide.engine.payment.books.PaymentProperties;
import org.springframework.stereotype.Component;

/**
 * Parser of bank statements in CSV: a header line, then a payment a line. The columns transactionId, reference, amount and currency
 * may have any order; others are ignored.
 */
@Component
class BankStatementParser {

    /** @param number of the line within the file; the header is line 1 */
    record Line(int number, BankPayment payment) {}

    record Fault(int line, String text) {}

    /** @param lines all payments; usable only if there are no faults */
    record Reading(List<Line> lines, List<Fault> faults) {}

    private static final ObjectReader READER = new CsvMapper()
            .enable(CsvParser.Feature.TRIM_SPACES)
            .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .readerForMapOf(String.class)
            .with(CsvSchema.emptySchema().withHeader());

    private final PaymentProperties properties;

    BankStatementParser(PaymentProperties properties) {
        this.properties = properties;
    }

    Reading read(String text) {
        List<Line> lines = new ArrayList<>();
        List<Fault> faults = new ArrayList<>();
        try (MappingIterator<Map<String, String>> rows = READER.readValues(text)) {
            while (rows.hasNextValue()) {
                int number = rows.getCurrentLocation().getLineNr();
                Map<String, String> fields = rows.nextValue();
                if (lines.size() + faults.size() == properties.statementLines()) {
                    faults.add(new Fault(number, "exceeds the limit of " + properties.statementLines() + " lines"));
                    break;
                }
                read(number, fields, lines, faults);
            }
        } catch (IOException | RuntimeJsonMappingException unreadable) {
            faults.add(
                    new Fault(lines.size() + faults.size() + 2, "is not a line of CSV with the columns of the header"));
        }
        if (lines.isEmpty() && faults.isEmpty()) {
            faults.add(new Fault(1, "the statement has no payments"));
        }
        return new Reading(lines, faults);
    }

    private static void read(int number, Map<String, String> fields, List<Line> lines, List<Fault> faults) {
        List<String> wrong = BankPayment.faults(fields);
        if (wrong.isEmpty()) {
            lines.add(new Line(number, BankPayment.of(fields)));
        } else {
            faults.add(new Fault(number, String.join("; ", wrong)));
        }
    }
}
