package org.coincide.engine.catalogue;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.coincide.engine.input.InputTimes;
import org.coincide.engine.startup.StartupException;
import org.coincide.engine.stock.Stock;
import org.coincide.engine.trade.Money;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Loads products and stock from a CSV file into an empty catalogue: all rows or, if a row is invalid, none. */
@Component
class CatalogueLoader implements InitializingBean {

    private static final Logger LOG = LoggerFactory.getLogger(CatalogueLoader.class);

    /**
     * A row of the CSV file.
     *
     * @param nextSupply ISO date; null or blank if no supply is expected, or if the file has no such column
     * @param weight of a piece, in grams; null if the file has no such column
     */
    record Row(
            String sku,
            String name,
            BigDecimal unitPrice,
            String currency,
            Integer onHand,
            String nextSupply,
            Integer weight) {

        boolean isValid() {
            return sku != null
                    && !sku.isBlank()
                    && name != null
                    && unitPrice != null
                    && unitPrice.signum() > 0
                    && currency != null
                    && currency.matches("[A-Z]{3}")
                    && onHand != null
                    && onHand >= 0
                    && isDate(nextSupply)
                    && (weight == null || weight >= 0);
        }

        private static boolean isDate(String text) {
            try {
                return text == null || text.isBlank() || InputTimes.date(text) != null;
            } catch (DateTimeException noDate) {
                return false;
            }
        }
    }

    private final Products products;
    private final Stock stock;
    private final CatalogueProperties properties;
    private final TransactionOperations transaction;

    CatalogueLoader(Products products, Stock stock, CatalogueProperties properties, TransactionOperations transaction) {
        this.products = products;
        this.stock = stock;
        this.properties = properties;
        this.transaction = transaction;
    }

    @Override
    public void afterPropertiesSet() {
        transaction.executeWithoutResult(status -> {
            if (products.isEmpty()) {
                List<Row> rows = rows(properties.location());
                rows.forEach(this::add);
                LOG.info(
                        "Loaded {} products into the catalogue from {}.",
                        rows.size(),
                        properties.location().getDescription());
            } else {
                warnOfPrices();
            }
        });
    }

    /** An earlier release accepted such prices. */
    private void warnOfPrices() {
        Map<String, Product> all = products.all().stream().collect(Collectors.toMap(Product::sku, Function.identity()));
        Stream<Product> later = products.laterPrices().stream()
                .filter(price -> all.containsKey(price.sku()))
                .map(price -> all.get(price.sku()).withPrice(price.unitPrice()));
        Stream.concat(all.values().stream(), later)
                .filter(product -> !Money.isPayable(product.unitPrice(), product.currency()))
                .forEach(product -> LOG.warn(
                        "The product {} has the price {} {}, which nobody can pay: the currency has fewer decimals. Its"
                                + " orders are refused. Set another price.",
                        product.sku(),
                        product.unitPrice().toPlainString(),
                        product.currency()));
    }

    private void add(Row row) {
        products.add(new Product(
                row.sku(), row.name(), row.unitPrice(), row.currency(), row.weight() == null ? 0 : row.weight()));
        stock.receive(row.sku(), row.onHand());
        if (row.nextSupply() != null && !row.nextSupply().isBlank()) {
            stock.expect(row.sku(), InputTimes.date(row.nextSupply()));
        }
    }

    private static List<Row> rows(Resource file) {
        ObjectReader reader = new CsvMapper()
                .readerFor(Row.class)
                .with(CsvSchema.emptySchema().withHeader());
        try (InputStream csv = file.getInputStream();
                MappingIterator<Row> rows = reader.readValues(csv)) {
            List<Row> all = rows.readAll();
            Set<String> skus = new HashSet<>();
            for (int index = 0; index < all.size(); index++) {
                if (!all.get(index).isValid()) {
                    throw new StartupException(
                            "The catalogue of coincide.catalogue.location, " + file.getDescription()
                                    + ", has an invalid row in line " + (index + 2) + ".",
                            "Correct the row. It needs sku, name, unitPrice > 0, currency (ISO 4217), onHand >= 0"
                                    + " and optionally nextSupply as a date such as 2026-12-01.");
                }
                if (!Money.isPayable(all.get(index).unitPrice(), all.get(index).currency())) {
                    throw new StartupException(
                            "The catalogue of coincide.catalogue.location, " + file.getDescription()
                                    + ", has in line " + (index + 2) + " the price "
                                    + all.get(index).unitPrice().toPlainString() + " "
                                    + all.get(index).currency() + ", which nobody can pay.",
                            "Use a currency of ISO 4217, and at most as many decimals as it has: 12.50 EUR, 1250 JPY.");
                }
                if (!skus.add(all.get(index).sku())) {
                    throw new StartupException(
                            "The catalogue of coincide.catalogue.location, " + file.getDescription() + ", has the SKU "
                                    + all.get(index).sku() + " of line " + (index + 2) + " in an earlier line, too.",
                            "Remove one of the two lines.");
                }
            }
            return all;
        } catch (IOException unreadable) {
            throw new StartupException(
                    "The catalogue of coincide.catalogue.location, " + file.getDescription() + ", cannot be read: "
                            + unreadable.getMessage(),
                    "Set coincide.catalogue.location to a CSV file with the columns sku,name,unitPrice,currency,onHand"
                            + " and optionally nextSupply.",
                    unreadable);
        }
    }
}
