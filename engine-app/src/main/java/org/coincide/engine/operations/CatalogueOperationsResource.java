package org.coincide.engine.operations;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import jakarta.validation.Valid;
import jakarta.validation.Validator;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.coincide.engine.catalogue.CatalogueChanges;
import org.coincide.engine.catalogue.CatalogueEntry;
import org.coincide.engine.catalogue.Product;
import org.coincide.engine.catalogue.Products;
import org.coincide.engine.catalogue.Products.LaterPrice;
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

    private static final ObjectReader CSV = new CsvMapper()
            .readerFor(Row.class)
            .with(CsvSchema.emptySchema().withHeader().withNullValue(""));

    /** A price that becomes valid later. */
    record Later(Instant validFrom, String unitPrice) {}

    /** A product with the price that is valid now, and the later ones. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Offered(String sku, String name, String unitPrice, String currency, int weight, List<Later> later) {}

    /** A row of the CSV file. */
    record Row(String sku, String name, BigDecimal unitPrice, String currency, String validFrom, Integer weight) {

        CatalogueEntry entry() {
            return new CatalogueEntry(
                    sku, name, unitPrice, currency, validFrom == null ? null : Instant.parse(validFrom), weight);
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
    Changed change(@Valid @RequestBody CatalogueEntry entry) {
        return apply(List.of(entry));
    }

    /** Creates or changes the products of a CSV file, all or none. */
    @PostMapping(path = "/api/operations/products/import", consumes = "text/csv")
    Changed importFile(@RequestBody String csv) {
        List<CatalogueEntry> entries = new ArrayList<>();
        try (MappingIterator<Row> rows = CSV.readValues(csv)) {
            while (rows.hasNext()) {
                CatalogueEntry entry = rows.next().entry();
                int line = entries.size() + 2;
                validator.validate(entry).stream().findFirst().ifPresent(violation -> {
                    throw problem(
                            HttpStatus.BAD_REQUEST,
                            "Line " + line + ": " + violation.getPropertyPath() + " " + violation.getMessage()
                                    + ". Nothing is changed.");
                });
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
