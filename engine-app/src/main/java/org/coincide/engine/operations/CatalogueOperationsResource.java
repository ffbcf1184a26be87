package org.coincide.engine.operations;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.coincide.engine.catalogue.CatalogueChanges;
import org.coincide.engine.catalogue.CatalogueEntry;
import org.coincide.engine.catalogue.Product;
import org.coincide.engine.catalogue.Products;
import org.coincide.engine.catalogue.Products.LaterPrice;
import org.coincide.engine.input.InputErrors;
import org.coincide.engine.journal.RefusalReport.RefusalReason;
import org.coincide.engine.trade.Money;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/operations/products}: products and prices, changed while the server runs. */
@RestController
class CatalogueOperationsResource {

    private static final int MAX_ROWS = 10_000;

    private static final String PRICE = "\\d{1,10}(\\.\\d{1,4})?";
    private static final String TIME = "\\S{1,40}";

    private static final ObjectReader CSV = new CsvMapper()
            .readerFor(Entry.class)
            .with(CsvSchema.emptySchema().withHeader().withNullValue(""));

    /** A price that becomes valid later. */
    record Later(Instant validFrom, String unitPrice) {}

    /** A product with the price that is valid now, and the later ones. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Offered(String sku, String name, String unitPrice, String currency, int weight, List<Later> later) {}

    /** A product to create or to change, as JSON or as a row of the CSV file. */
    record Entry(
            String sku,
            String name,

            @NotNull
            @Pattern(regexp = PRICE, message = "must be a price such as \"12.50\", with at most four decimal places")
            String unitPrice,

            String currency,

            @Pattern(regexp = TIME, message = "must be a time such as 2027-01-01T00:00:00Z")
            String validFrom,

            Integer weight) {

        CatalogueEntry parsed() {
            return new CatalogueEntry(
                    sku,
                    name,
                    new BigDecimal(unitPrice),
                    currency,
                    validFrom == null ? null : Instant.parse(validFrom),
                    weight);
        }
    }

    /** The number of products of a request. */
    record Changed(int products) {}

    private final Products products;
    private final CatalogueChanges changes;
    private final Validator validator;

    CatalogueOperationsResource(Products products, CatalogueChanges changes, Validator validator) {
        this.products = products;
        this.changes = changes;
        this.validator = validator;
    }

    @GetMapping("/api/operations/products")
    List<Offered> products() {
        Map<String, List<LaterPrice>> later =
                products.laterPrices().stream().collect(Collectors.groupingBy(LaterPrice::sku));
        return products.all().stream()
                .map(product -> offered(product, later.getOrDefault(product.sku(), List.of())))
                .toList();
    }

    private static Offered offered(Product product, List<LaterPrice> later) {
        return new Offered(
                product.sku(),
                product.name(),
                Money.text(product.unitPrice(), product.currency()),
                product.currency(),
                product.weight(),
                later.stream()
                        .map(price -> new Later(price.validFrom(), Money.text(price.unitPrice(), product.currency())))
                        .toList());
    }

    @PostMapping(path = "/api/operations/products", consumes = MediaType.APPLICATION_JSON_VALUE)
    Changed change(@RequestBody Entry entry) {
        return apply(List.of(checked(entry, "")));
    }

    /** Creates or changes the products of a CSV file, all or none. */
    @PostMapping(path = "/api/operations/products/import", consumes = "text/csv")
    Changed importFile(@RequestBody String csv) {
        List<CatalogueEntry> entries = new ArrayList<>();
        try (MappingIterator<Entry> rows = CSV.readValues(csv)) {
            while (rows.hasNext()) {
                CatalogueEntry entry = checked(rows.next(), "Line " + (entries.size() + 2) + ": ");
                entries.add(entry);
                if (entries.size() > MAX_ROWS) {
                    throw problem(HttpStatus.BAD_REQUEST, "The file has more than " + MAX_ROWS + " rows. Split it.");
                }
            }
        } catch (IOException | RuntimeException unreadable) {
            if (unreadable instanceof ErrorResponseException refused) {
                throw refused;
            }
            throw problem(
                    HttpStatus.BAD_REQUEST,
                    "Line " + (entries.size() + 2)
                            + " cannot be read. Nothing is changed. The columns are sku, name, unitPrice,"
                            + " currency and optionally validFrom, weight.");
        }
        return apply(entries);
    }

    private CatalogueEntry checked(Entry entry, String place) {
        refuse(validator.validate(entry), place);
        try {
            CatalogueEntry parsed = entry.parsed();
            refuse(validator.validate(parsed), place);
            return parsed;
        } catch (DateTimeParseException noTime) {
            throw problem(
                    HttpStatus.BAD_REQUEST,
                    place + "validFrom is no time such as 2027-01-01T00:00:00Z. Nothing is changed.");
        }
    }

    private static <T> void refuse(Set<ConstraintViolation<T>> violations, String place) {
        if (!violations.isEmpty()) {
            List<RefusalReason> reasons = InputErrors.of(violations);
            ErrorResponseException refused = problem(HttpStatus.BAD_REQUEST, place + InputErrors.summary(reasons));
            refused.getBody().setProperty("errors", reasons);
            throw refused;
        }
    }

    @DeleteMapping("/api/operations/products/{sku}")
    ResponseEntity<Void> withdraw(@PathVariable String sku) {
        if (!products.withdraw(sku)) {
            throw problem(HttpStatus.NOT_FOUND, "There is no product " + sku + ".");
        }
        return ResponseEntity.noContent().build();
    }

    private Changed apply(List<CatalogueEntry> entries) {
        changes.apply(entries).ifPresent(refusal -> {
            throw problem(HttpStatus.UNPROCESSABLE_ENTITY, refusal + " Nothing is changed.");
        });
        return new Changed(entries.size());
    }

    private static ErrorResponseException problem(HttpStatus status, String detail) {
        ErrorResponseException problem = new ErrorResponseException(status);
        problem.setDetail(detail);
        return problem;
    }
}
