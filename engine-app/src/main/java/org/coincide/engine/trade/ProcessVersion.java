package org.coincide.engine.trade;

/**
 * The version of a model that a process runs by.
 *
 * @param definition the model's process, such as {@code delivery}
 * @param version counted by the engine, from 1 with each change that is deployed
 * @param versionTag as its editor calls it; may be null
 */
public record ProcessVersion(String definition, int version, String versionTag) {}
