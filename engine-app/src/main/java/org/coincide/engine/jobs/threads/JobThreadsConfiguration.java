package org.coincide.engine.jobs.threads;

import java.util.Optional;
import org.camunda.bpm.spring.boot.starter.property.CamundaBpmProperties;
import org.camunda.bpm.spring.boot.starter.property.JobExecutionProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Creates the threads of the engine's job executor in place of the starter's, which have one queue without an order. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "camunda.bpm.job-execution.enabled", matchIfMissing = true)
class JobThreadsConfiguration {

    @Bean
    JobThreads camundaTaskExecutor(CamundaBpmProperties engine, JobHandOverProperties handOver) {
        JobExecutionProperty jobs = engine.getJobExecution();
        JobThreads threads = new JobThreads(handOver, jobs.getQueueCapacity());
        threads.setCorePoolSize(jobs.getCorePoolSize());
        threads.setMaxPoolSize(jobs.getMaxPoolSize());
        Optional.ofNullable(jobs.getKeepAliveSeconds()).ifPresent(threads::setKeepAliveSeconds);
        return threads;
    }
}
