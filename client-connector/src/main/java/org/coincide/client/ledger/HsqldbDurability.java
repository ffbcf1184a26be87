package org.coincide.client.ledger;

import java.util.List;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * A ledger that a crash can take acknowledged entries from proves nothing, so an HSQLDB file without its two options is
 * refused before it is opened: by default HSQLDB writes half a second late, and locks whole tables.
 */
@Component
class HsqldbDurability implements BeanPostProcessor {

    private static final List<String> NEEDED = List.of("hsqldb.tx=mvcc", "hsqldb.write_delay=false");

    private final Environment environment;

    HsqldbDurability(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (bean instanceof DataSource) {
            String url = environment.getProperty("spring.datasource.url", "");
            List<String> missing =
                    NEEDED.stream().filter(option -> !url.contains(option)).toList();
            if (url.startsWith("jdbc:hsqldb:file:") && !missing.isEmpty()) {
                throw new NonDurableLedgerException(missing);
            }
        }
        return bean;
    }
}
