package org.coincide.client.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.coincide.client.quarantine.WarningGroup;

/**
 * A group of warnings in the REST API.
 *
 * @param orderReference the order of the trade; null if the ledger does not contain the trade
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record WarningGroupView(@JsonUnwrapped WarningGroup group, String orderReference) {}
