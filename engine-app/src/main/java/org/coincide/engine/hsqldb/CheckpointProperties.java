package org.coincide.engine.hsqldb;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings of the HSQLDB checkpoint, which merges the log into the database file. A start after a crash replays the log.
 *
 * @param above size of the log above which a checkpoint runs
 * @param interval interval at which the size of the log is checked
 * @param maxWait maximum time that new transactions wait for the open ones before the checkpoint is postponed to the next check
 */
@ConfigurationProperties("coincide.hsqldb.checkpoint")
record CheckpointProperties(
        @DefaultValue("64MB") DataSize above,
        @DefaultValue("10s") Duration interval,
        @DefaultValue("5s") Duration maxWait) {}
