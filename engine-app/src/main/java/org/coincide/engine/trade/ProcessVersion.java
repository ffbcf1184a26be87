package org.coincide.engine.trade;

/**
 * The version of the model of a process instance.
 *
 * @param definition key of the process, such as {@code delivery}
 * @param version version number, which the engine counts from 1 with each deployed change
 * @param versionTag version tag that the model's editor assigned; may be null
 */
public record ProcessVersion(String definition, int version, String versionTag) {}
