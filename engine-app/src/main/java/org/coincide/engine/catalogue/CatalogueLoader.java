package org.coincide.engine.catalogue;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.coincide.engine.stock.Stock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Fills an empty catalogue, and the stock of its products, from a CSV file: all of it or, on the first bad row, none. */
@Component
class CatalogueLoader implements InitializingBean {

    private static final Logger LOG = LoggerFactory.getLogger(CatalogueLoader.class);

    /** @param nextSupply an ISO date, or nothing: the column may be missing */
    record Row(String sku, String name, BigDecimal unitPrice, String currency, Integer onHand, String nextSupply) {

        boolean isWhole() {
            return sku != null
                    && !sku.isBlank()
                    && name != null
                    && unitPrice != null
                    && unitPrice.signum() > 0
                    && currency != null
                    && currency.matches("[A-Z]{3}")
                    && onHand != null
                    && onHand >= 0
                    && isDate(nextSupply);
        }

        private static boolean isDate(String text) {
            try {
                return text == null || text.isBlank() || LocalDate.parse(text) != null;
            } catch (DateTimeParseException noDate) {
                return false;
            }
        }
    }

    private final Products products;
    private final Stock stock;
    private final CatalogueProperties settings;
    private final TransactionOperations transaction;

    CatalogueLoader(Products products, Stock stock, CatalogueProperties settings, TransactionOperations transaction) {
        this.products = products;
        this.stock = stock;
        this.settings = settings;
        this.transaction = transaction;
    }

    @Override
    public void afterPropertiesSet() {
        transaction.executeWithoutResult(status -> {
            if (products.isEmpty()) {
                List<Row> rows = rows(settings.location());
                rows.forEach(this::add);
                LOG.info(
                        "The catalogue has {} products, from {}.",
                        rows.size(),
                        settings.location().getDescription());
            }
        });
    }

    private void add(Row row) {
        products.add(new Product(row.sku(), row.name(), row.unitPrice(), row.currency()));
        stock.receive(row.sku(), row.onHand());
        if (row.nextSupply() != null && !row.nextSupply().isBlank()) {
            stock.expect(row.sku(), LocalDate.parse(row.nextSupply()));
        }
    }

    private static List<Row> rows(Resource file) {
        ObjectReader reader = new CsvMapper()
                .readerFor(Row.class)
                .with(CsvSchema.emptySchema().withHeader());
        try (InputStream csv = file.getInputStream();
                MappingIterator<Row> rows = reader.readValues(csv)) {
            List<Row> all = rows.readAll();
            for (int index = 0; index < all.size(); index++) {
                if (!all.get(index).isWhole()) {
                    throw new IllegalStateException(
                            "The catalogue " + file.getDescription() + " has a bad row " + (index + 2)
                                    + ": it needs sku, name, unitPrice > 0, currency (ISO 4217), onHand >= 0"
                                    + " and, where it is given, nextSupply as a date such as 2026-12-01.");
                }
            }
            return all;
        } catch (IOException unreadable) {
            throw new IllegalStateException(
                    "The catalogue " + file.getDescription()
                            + " cannot be read; set coincide.catalogue.location to a CSV file"
                            + " with the columns sku,name,unitPrice,currency,onHand and, if you like, nextSupply.",
                    unreadable);
        }
    }
}
