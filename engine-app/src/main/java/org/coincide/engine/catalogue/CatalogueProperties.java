package org.coincide.engine.catalogue;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.io.Resource;

/**
 * Where the catalogue comes from.
 *
 * @param location a CSV file with the columns sku, name, unitPrice, currency, onHand and, if wanted, nextSupply
 *     (when pieces are expected that are not there); read when the catalogue is empty
 */
@ConfigurationProperties("coincide.catalogue")
record CatalogueProperties(
        @DefaultValue("classpath:catalogue.csv") Resource location) {}
