package org.coincide.engine.operations;

import java.util.List;
import org.coincide.engine.payment.cards.ProviderBooks;
import org.coincide.engine.payment.cards.ProviderBooks.ProviderPayment;
import org.coincide.engine.reconciliation.BookComparison;
import org.coincide.engine.trade.Trades;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** {@code GET /api/operations/trades/{tradingId}/provider-payments}: the card payments of a trade as the provider has them now. */
@RestController
class ProviderPaymentsResource {

    /**
     * The card payments of a trade.
     *
     * @param provider name of the provider
     */
    record ProviderPayments(String tradingId, String provider, String currency, List<ProviderPayment> payments) {}

    private final Trades trades;
    private final BookComparison books;
    private final ProviderBooks provider;

    ProviderPaymentsResource(Trades trades, BookComparison books, ProviderBooks provider) {
        this.trades = trades;
        this.books = books;
        this.provider = provider;
    }

    @GetMapping(
            path = "/api/operations/trades/{tradingId}/provider-payments",
            produces = MediaType.APPLICATION_JSON_VALUE)
    ProviderPayments payments(@PathVariable String tradingId) {
        return trades.find(tradingId)
                .map(trade -> new ProviderPayments(
                        tradingId,
                        provider.name(),
                        trade.currency(),
                        provider.of(trade, books.consignments(tradingId))))
                .orElseThrow(() -> new ResponseStatusException(
                        HttpStatus.NOT_FOUND, "There is no trade " + tradingId + ". Check the trading identifier."));
    }
}
