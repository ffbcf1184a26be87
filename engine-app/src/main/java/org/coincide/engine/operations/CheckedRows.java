package org.coincide.engine.operations;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import org.coincide.engine.input.InputErrors;
import org.coincide.engine.journal.messages.RefusalReport.RefusalReason;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponseException;

/** Reads and validates the rows of a CSV file with a header. A file with an invalid row is refused as a whole. */
@Component
class CheckedRows {

    private static final CsvMapper CSV = new CsvMapper();

    private static final char REPLACEMENT = '\uFFFD';

    private final Validator validator;
    private final CsvFileProperties properties;

    CheckedRows(Validator validator, CsvFileProperties properties) {
        this.validator = validator;
        this.properties = properties;
    }

    /**
     * Reads the rows of a file, of which there is at least one.
     *
     * @param columns columns of the file, for the message about an unreadable row
     * @param parse returns the value of a row, at a place such as {@code Line 3: }
     */
    <R, T> List<T> read(String file, Class<R> type, String columns, BiFunction<R, String, T> parse) {
        checkEncoding(file);
        List<T> values = new ArrayList<>();
        try (MappingIterator<R> rows = CSV.readerFor(type)
                .with(CsvSchema.emptySchema().withHeader().withNullValue(""))
                .readValues(file)) {
            while (rows.hasNextValue()) {
                if (values.size() == properties.maxRows()) {
                    throw problem(
                            HttpStatus.BAD_REQUEST,
                            "The file has more than " + properties.maxRows() + " rows. Split it.");
                }
                values.add(parse.apply(rows.nextValue(), line(values) + ": "));
            }
        } catch (IOException unreadable) {
            throw problem(
                    HttpStatus.BAD_REQUEST,
                    line(values) + " cannot be read. Nothing is changed. The columns are " + columns + ".");
        }
        if (values.isEmpty()) {
            throw problem(
                    HttpStatus.BAD_REQUEST,
                    "The file has no rows. Nothing is changed. Add a row below the header; the columns are " + columns
                            + ".");
        }
        return values;
    }

    /** The replacement character stands where the bytes of the request are no UTF-8: a name with it would be stored for good. */
    private static void checkEncoding(String file) {
        int place = file.indexOf(REPLACEMENT);
        if (place >= 0) {
            long line = 1
                    + file.substring(0, place)
                            .chars()
                            .filter(one -> one == '\n')
                            .count();
            throw problem(
                    HttpStatus.BAD_REQUEST,
                    "Line " + line
                            + " has a character that is not encoded in UTF-8. Save the file as UTF-8. Nothing is changed.");
        }
    }

    private static String line(List<?> before) {
        return "Line " + (before.size() + 2);
    }

    /** Refuses a value that violates its constraints. */
    <T> T valid(T value, String place) {
        Set<ConstraintViolation<T>> violations = validator.validate(value);
        if (!violations.isEmpty()) {
            List<RefusalReason> reasons = InputErrors.of(violations);
            ErrorResponseException refused = problem(HttpStatus.BAD_REQUEST, place + InputErrors.summary(reasons));
            refused.getBody().setProperty("errors", reasons);
            throw refused;
        }
        return value;
    }

    static ErrorResponseException problem(HttpStatus status, String detail) {
        ErrorResponseException problem = new ErrorResponseException(status);
        problem.setDetail(detail);
        return problem;
    }
}
