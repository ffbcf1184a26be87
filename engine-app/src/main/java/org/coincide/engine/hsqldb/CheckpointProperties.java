package org.coincide.engine.hsqldb;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * When an HSQLDB file gets a checkpoint, which folds its log into it. A start after a crash reads the log.
 *
 * @param above how large the log may grow before
 * @param look how often its size is looked at
 * @param patience how long new transactions wait for those that run, before the checkpoint is put off to the next look
 */
@ConfigurationProperties("coincide.hsqldb.checkpoint")
record CheckpointProperties(
        @DefaultValue("64MB") DataSize above,
        @DefaultValue("10s") Duration look,
        @DefaultValue("5s") Duration patience) {}
