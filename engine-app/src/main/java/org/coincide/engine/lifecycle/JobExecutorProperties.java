package org.coincide.engine.lifecycle;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the execution of jobs.
 *
 * @param stopWait maximum time that a stop of the server waits for acquired jobs
 */
@ConfigurationProperties("coincide.jobs")
record JobExecutorProperties(@DefaultValue("20s") Duration stopWait) {}
