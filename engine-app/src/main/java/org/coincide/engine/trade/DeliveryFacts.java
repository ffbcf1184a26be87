package org.coincide.engine.trade;

import java.util.List;
import org.coincide.engine.trade.status.DeliveryStatus;

/**
 * The current progress of a trade's consignments.
 *
 * @param lines progress of each line; empty if nothing is planned
 * @param consignments the delivery status that each consignment alone would give the trade
 */
public record DeliveryFacts(List<LineProgress> lines, List<DeliveryStatus> consignments) {}
