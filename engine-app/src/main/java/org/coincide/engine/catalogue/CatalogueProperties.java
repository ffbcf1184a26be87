package org.coincide.engine.catalogue;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.io.Resource;

/**
 * Settings of the catalogue.
 *
 * @param location CSV file with the columns sku, name, unitPrice, currency, onHand and optionally nextSupply (date of the
 *     next supply); loaded when the catalogue is empty
 */
@ConfigurationProperties("coincide.catalogue")
record CatalogueProperties(
        @DefaultValue("classpath:catalogue.csv") Resource location) {}
