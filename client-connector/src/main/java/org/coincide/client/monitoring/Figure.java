package org.coincide.client.monitoring;

import java.util.function.ToDoubleFunction;

/**
 * A figure of a package, as a metric.
 *
 * @param name name of the metric, in the notation of Micrometer
 * @param unit base unit; null for a number
 * @param count counts at most the given number of rows
 */
public record Figure(String name, String unit, String description, ToDoubleFunction<Integer> count) {}
