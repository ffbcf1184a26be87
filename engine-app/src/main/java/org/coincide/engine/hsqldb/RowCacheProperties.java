package org.coincide.engine.hsqldb;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.coincide.engine.settings.DataSizeRange;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the rows that HSQLDB keeps in memory. They take some 1.7 times their size on disk of the heap, so their limit depends on the heap;
 * a larger cache than fits lets the server do nothing but collect garbage. An option {@code hsqldb.cache_size} of the database's URL has precedence.
 *
 * @param reserve part of the largest heap that everything else needs
 * @param percent percentage of the heap above {@code reserve} that the rows may have, by their size on disk
 * @param max largest size of the rows on disk, whatever the heap
 */
@Validated
@ConfigurationProperties("coincide.hsqldb.row-cache")
record RowCacheProperties(
        @DefaultValue("256MB") @DataSizeRange(min = "64MB", max = "64GB")
        DataSize reserve,

        @DefaultValue("33") @Min(1) @Max(60) int percent,

        @DefaultValue("256MB") @DataSizeRange(min = "16MB", max = "16GB")
        DataSize max) {

    private static final long PERCENT = 100;
    private static final DataSize LEAST = DataSize.ofMegabytes(16);

    /** Returns the size of the cache in kilobytes, the unit of HSQLDB. */
    long kilobytes(long heap) {
        long share = (heap - reserve.toBytes()) * percent / PERCENT;
        return Math.max(
                LEAST.toKilobytes(),
                DataSize.ofBytes(Math.min(share, max.toBytes())).toKilobytes());
    }
}
