package org.coincide.client.outages;

import org.springframework.boot.task.ThreadPoolTaskSchedulerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Reports failures of {@code @Scheduled} methods to {@link FailureLog}. Spring logs each with its stack trace. */
@Configuration(proxyBeanMethods = false)
class ScheduleConfiguration {

    @Bean
    ThreadPoolTaskSchedulerCustomizer scheduledFailures(FailureLog failures) {
        return scheduler -> scheduler.setErrorHandler(failure -> failures.report("Scheduled work", failure));
    }
}
