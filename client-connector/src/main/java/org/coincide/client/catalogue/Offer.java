package org.coincide.client.catalogue;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;

/**
 * A product of the server's catalogue, as the server offers it.
 *
 * @param unitPrice decimal string in {@code currency}
 * @param availability IN_STOCK, EXPECTED, OUT_OF_STOCK, or a value of a later version; null if the server does not name it
 * @param expectedOn ISO date of the next supply; null if unknown
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Offer(String sku, String name, String unitPrice, String currency, String availability, String expectedOn) {

    private static final int SKU_LENGTH = 64;
    private static final int NAME_LENGTH = 1000;

    boolean isValid() {
        return sku != null
                && !sku.isBlank()
                && sku.length() <= SKU_LENGTH
                && name != null
                && name.length() <= NAME_LENGTH
                && currency != null
                && currency.matches("[A-Z]{3}")
                && isPrice(unitPrice)
                && (availability == null || availability.matches("[A-Z_]{1,40}"))
                && (expectedOn == null || isDate(expectedOn));
    }

    private static boolean isPrice(String text) {
        return text != null
                && text.matches("(0|[1-9][0-9]{0,11})(\\.[0-9]{1,4})?")
                && new BigDecimal(text).signum() > 0;
    }

    private static boolean isDate(String text) {
        try {
            return LocalDate.parse(text) != null;
        } catch (DateTimeParseException noDate) {
            return false;
        }
    }
}
