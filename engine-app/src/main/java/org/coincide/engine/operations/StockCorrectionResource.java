package org.coincide.engine.operations;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.security.Principal;
import java.util.List;
import org.coincide.engine.delivery.backorders.Backorders;
import org.coincide.engine.operations.log.OperatorActions;
import org.coincide.engine.operations.log.OperatorActions.Kind;
import org.coincide.engine.stock.Stock;
import org.coincide.engine.stock.StockReceipt;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** {@code PUT /api/operations/stock/{sku}}: the pieces of an article as they were counted in the warehouse. */
@RestController
class StockCorrectionResource {

    /** The counted pieces, also the reserved ones, and the reason of the difference. */
    record Correction(
            @NotNull @Min(0) @Max(StockReceipt.MAX_PIECES) Integer onHand,
            @NotBlank @Size(max = 1000) String text) {}

    /**
     * The result of a correction.
     *
     * @param released ids of the waiting consignments that now have their goods
     */
    record Corrected(String sku, int onHand, List<String> released) {}

    private final Stock stock;
    private final Backorders backorders;
    private final OperatorActions actions;
    private final TransactionOperations transaction;

    StockCorrectionResource(
            Stock stock, Backorders backorders, OperatorActions actions, TransactionOperations transaction) {
        this.stock = stock;
        this.backorders = backorders;
        this.actions = actions;
        this.transaction = transaction;
    }

    @PutMapping(path = "/api/operations/stock/{sku}", consumes = MediaType.APPLICATION_JSON_VALUE)
    Corrected correct(@PathVariable String sku, @Valid @RequestBody Correction correction, Principal operator) {
        int counted = correction.onHand();
        int before = stock.levels().stream()
                .filter(level -> level.sku().equals(sku))
                .findFirst()
                .orElseThrow(() -> CheckedRows.problem(
                        HttpStatus.NOT_FOUND,
                        "There is no stock of " + sku + ". Check the sku, or book received goods first."))
                .onHand();
        String text = sku + ": " + counted + " instead of " + before + ". " + correction.text();
        String refusal = "More than " + counted + " pieces of " + sku
                + " are reserved for orders. Nothing is changed. Cancel consignments first.";
        boolean corrected = Boolean.TRUE.equals(transaction.execute(status -> {
            boolean changed = stock.correct(sku, counted);
            actions.add(
                    null,
                    Kind.CORRECT_STOCK,
                    CatalogueOperationsResource.CATALOGUE,
                    operator.getName(),
                    text,
                    changed ? null : refusal);
            return changed;
        }));
        if (!corrected) {
            throw CheckedRows.problem(HttpStatus.CONFLICT, refusal);
        }
        return new Corrected(sku, counted, backorders.serve());
    }
}
