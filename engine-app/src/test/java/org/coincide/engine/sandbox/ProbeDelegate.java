package org.coincide.engine.sandbox;

import java.util.concurrent.atomic.AtomicInteger;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/** A delegate that counts its calls. */
@TestConfiguration(proxyBeanMethods = false)
public class ProbeDelegate {

    @Bean
    AtomicInteger delegateCalls() {
        return new AtomicInteger();
    }

    @Bean
    JavaDelegate countedDelegate(AtomicInteger delegateCalls) {
        return execution -> delegateCalls.incrementAndGet();
    }
}
