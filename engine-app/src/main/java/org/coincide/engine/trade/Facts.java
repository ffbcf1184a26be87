package org.coincide.engine.trade;

import java.util.Map;
import java.util.function.Supplier;

/**
 * What payments and consignments add up to at the moment of a status change. The status that a model names must agree
 * with it, else the change fails.
 *
 * @param payment asked for where the change can be about money
 * @param delivery null where the change does not touch it
 * @param returned of each line, the pieces that have come back; null where the change does not touch it
 */
public record Facts(Supplier<PaymentFacts> payment, DeliveryFacts delivery, Map<Integer, Integer> returned) {}
