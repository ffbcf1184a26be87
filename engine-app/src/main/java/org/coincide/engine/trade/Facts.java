package org.coincide.engine.trade;

/**
 * What payments and consignments add up to at the moment of a status change. The status that a model names must agree
 * with it, else the change fails. What is null is not touched by the change.
 */
public record Facts(Amounts amounts, DeliveryFacts delivery) {}
