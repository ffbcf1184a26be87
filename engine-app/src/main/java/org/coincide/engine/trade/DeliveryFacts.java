package org.coincide.engine.trade;

import java.util.List;

/**
 * What a trade's consignments add up to at this moment.
 *
 * @param lines how far each line has come; empty where nothing is planned
 * @param consignments of each consignment, what its trade's delivery would be if it were the only one
 */
public record DeliveryFacts(List<LineProgress> lines, List<DeliveryStatus> consignments) {}
