package org.coincide.engine.trade;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the trades.
 *
 * @param recentLines number of lines of recently changed trades that are kept in memory, some 300 bytes each, so that a step need not
 *     read them again; 0 keeps none
 */
@Validated
@ConfigurationProperties("coincide.trades")
record TradeProperties(
        @DefaultValue("20000") @Min(0) @Max(1000000) int recentLines) {}
