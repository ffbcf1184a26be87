package org.coincide.engine.hsqldb;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class RowCachePropertiesTest {

    private static final RowCacheProperties DEFAULTS =
            new Binder(new MapConfigurationPropertySource(Map.of())).bindOrCreate("x", RowCacheProperties.class);

    @ParameterizedTest(name = "{0} MB of heap have a cache of {1} MB")
    @CsvSource({"128, 16", "256, 16", "384, 42", "512, 84", "1024, 253", "4096, 256"})
    void theHeapDeterminesTheCache(long heap, long cache) {
        assertThat(DEFAULTS.kilobytes(DataSize.ofMegabytes(heap).toBytes()) / 1024)
                .isEqualTo(cache);
    }
}
