package org.coincide.engine.operations;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.math.BigDecimal;
import java.security.Principal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.coincide.engine.catalogue.CatalogueChanges;
import org.coincide.engine.catalogue.CatalogueEntry;
import org.coincide.engine.catalogue.Product;
import org.coincide.engine.catalogue.Products;
import org.coincide.engine.catalogue.Products.LaterPrice;
import org.coincide.engine.input.InputTimes;
import org.coincide.engine.operations.log.OperatorActions;
import org.coincide.engine.operations.log.OperatorActions.Kind;
import org.coincide.engine.operations.log.OperatorActions.OperatorAction;
import org.coincide.engine.trade.Money;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/operations/products}: products and prices, changed while the server runs. */
@RestController
class CatalogueOperationsResource {

    /** The subject of the recorded actions, also of those about the stock. */
    static final String CATALOGUE = "catalogue";

    private static final String COLUMNS = "sku, name, unitPrice, currency and optionally validFrom, weight";

    private static final String PRICE = "\\d{1,10}(\\.\\d{1,4})?";
    private static final String TIME = "\\S{1,40}";

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
                    validFrom == null ? null : InputTimes.instant(validFrom),
                    weight);
        }

        String text() {
            return sku + ", " + unitPrice + " " + currency + (validFrom == null ? "" : " from " + validFrom);
        }
    }

    /** The time from which a product's price is valid; null for now. */
    private record PriceTime(String sku, Instant validFrom) {}

    /** The number of products of a request. */
    record Changed(int products) {}

    private final Products products;
    private final CatalogueChanges changes;
    private final CheckedRows rows;
    private final OperatorActions actions;
    private final TransactionOperations transaction;
    private final RepeatedTransaction again;

    CatalogueOperationsResource(
            Products products,
            CatalogueChanges changes,
            CheckedRows rows,
            OperatorActions actions,
            TransactionOperations transaction,
            RepeatedTransaction again) {
        this.products = products;
        this.changes = changes;
        this.rows = rows;
        this.actions = actions;
        this.transaction = transaction;
        this.again = again;
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

    /** The changes of catalogue and stock, with the names of the operators, newest first. */
    @GetMapping("/api/operations/products/actions")
    List<OperatorAction> actions() {
        return actions.about(CATALOGUE);
    }

    @PostMapping(path = "/api/operations/products", consumes = MediaType.APPLICATION_JSON_VALUE)
    Changed change(@RequestBody Entry entry, Principal operator) {
        List<CatalogueEntry> entries = List.of(checked(entry, ""));
        return apply(Kind.SET_PRODUCT, entry.text(), entries, operator);
    }

    /** Creates or changes the products of a CSV file, all or none. */
    @PostMapping(path = "/api/operations/products/import", consumes = "text/csv")
    Changed importFile(@RequestBody String csv, Principal operator) {
        Set<PriceTime> earlier = new HashSet<>();
        List<CatalogueEntry> entries =
                rows.read(csv, Entry.class, COLUMNS, (row, place) -> unrepeated(checked(row, place), place, earlier));
        String text = entries.size() + " of a file: "
                + entries.stream().map(CatalogueEntry::sku).collect(Collectors.joining(", "));
        return apply(Kind.IMPORT_PRODUCTS, text, entries, operator);
    }

    /** Refuses a second price from the same time: the last one would count, whichever was meant. */
    private static CatalogueEntry unrepeated(CatalogueEntry entry, String place, Set<PriceTime> earlier) {
        if (!earlier.add(new PriceTime(entry.sku(), entry.validFrom()))) {
            throw CheckedRows.problem(
                    HttpStatus.BAD_REQUEST,
                    place + "An earlier line has a price of " + entry.sku() + ", too, which is valid from "
                            + (entry.validFrom() == null ? "now" : entry.validFrom())
                            + ". Keep one of the two lines. Nothing is changed.");
        }
        return entry;
    }

    private CatalogueEntry checked(Entry entry, String place) {
        try {
            return payable(rows.valid(rows.valid(entry, place).parsed(), place), place);
        } catch (DateTimeException noTime) {
            throw CheckedRows.problem(
                    HttpStatus.BAD_REQUEST,
                    place + "validFrom is not a time such as 2027-01-01T00:00:00Z, " + InputTimes.YEARS
                            + ". Nothing is changed.");
        }
    }

    private static CatalogueEntry payable(CatalogueEntry entry, String place) {
        if (!Money.isPayable(entry.unitPrice(), entry.currency())) {
            throw CheckedRows.problem(
                    HttpStatus.BAD_REQUEST,
                    place + "Nobody can pay the price " + entry.unitPrice().toPlainString() + " " + entry.currency()
                            + ". Use a currency of ISO 4217, and at most as many decimals as it has: 12.50 EUR,"
                            + " 1250 JPY. Nothing is changed.");
        }
        return entry;
    }

    @DeleteMapping("/api/operations/products/{sku}")
    ResponseEntity<Void> withdraw(@PathVariable String sku, Principal operator) {
        boolean known = Boolean.TRUE.equals(transaction.execute(status -> {
            boolean withdrawn = products.withdraw(sku);
            if (withdrawn) {
                actions.add(null, Kind.WITHDRAW_PRODUCT, CATALOGUE, operator.getName(), sku, null);
            }
            return withdrawn;
        }));
        if (!known) {
            throw CheckedRows.problem(
                    HttpStatus.NOT_FOUND, "There is no product " + sku + ". Use a sku of the catalogue.");
        }
        return ResponseEntity.noContent().build();
    }

    private Changed apply(Kind kind, String text, List<CatalogueEntry> entries, Principal operator) {
        Optional<String> refusal = again.execute(() -> {
            Optional<String> refused = changes.apply(entries);
            actions.add(null, kind, CATALOGUE, operator.getName(), text, refused.orElse(null));
            return refused;
        });
        if (refusal.isPresent()) {
            throw CheckedRows.problem(HttpStatus.UNPROCESSABLE_ENTITY, refusal.get() + " Nothing is changed.");
        }
        return new Changed(entries.size());
    }
}
