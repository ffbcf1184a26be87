package org.coincide.client.settlement;

/** Application event: an equivocation of a trade was settled. */
public record TradeSettled(String tradingId) {}
