package org.coincide.client.forwarding;

import java.time.Clock;
import javax.sql.DataSource;
import org.coincide.client.ledger.LedgerEntries;
import org.coincide.client.storage.JoinStatements;
import org.coincide.client.support.ClientDatabase;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The sender of verified messages with a database of its own, without schedules. */
final class ForwardingContext {

    private ForwardingContext() {}

    static AnnotationConfigApplicationContext start(WebhookProperties properties, Clock clock) {
        var context = new AnnotationConfigApplicationContext();
        context.registerBean(DataSource.class, ClientDatabase::create);
        context.registerBean(JdbcTemplate.class, () -> new JdbcTemplate(context.getBean(DataSource.class)));
        context.registerBean(JdbcClient.class, () -> JdbcClient.create(context.getBean(DataSource.class)));
        context.registerBean(WebhookProperties.class, () -> properties);
        context.registerBean(Clock.class, () -> clock);
        context.register(
                JoinStatements.class, LedgerEntries.class, EventFeed.class, WebhookEvents.class, WebhookSender.class);
        context.refresh();
        return context;
    }
}
