package org.coincide.engine.catalogue;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * A product to create or to change, with its price.
 *
 * @param validFrom time from which the price of an existing product is valid; null for now
 * @param weight of one piece, in grams; null if unknown
 */
public record CatalogueEntry(
        @NotBlank @Size(max = 64) String sku,
        @NotBlank @Size(max = 200) String name,

        @NotNull @DecimalMin("0.0001") @DecimalMax("1000000000") @Digits(integer = 10, fraction = 4)
        BigDecimal unitPrice,

        @NotNull @Pattern(regexp = "[A-Z]{3}", message = "must be a currency code such as EUR")
        String currency,

        Instant validFrom,
        @Min(0) @Max(10_000_000) Integer weight) {}
