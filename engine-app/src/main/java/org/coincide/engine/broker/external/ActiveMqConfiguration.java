package org.coincide.engine.broker.external;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.coincide.engine.accounts.AccountSecrets;
import org.coincide.engine.accounts.ClientAccount;
import org.coincide.engine.accounts.ClientAccounts;
import org.coincide.engine.accounts.Credentials;
import org.coincide.engine.broker.BrokerProperties;
import org.coincide.engine.broker.queues.QueueNames;
import org.springframework.web.util.HtmlUtils;

/** Writes {@code activemq.xml}: the embedded broker's accounts, rights and limits, as far as ActiveMQ has them. */
record ActiveMqConfiguration(BrokerProperties properties, ClientAccounts clients, AccountSecrets secrets) {

    private static final String TEMPLATE =
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <!-- Contains passwords: only the user of the broker may read this file. -->
            <beans xmlns="http://www.springframework.org/schema/beans" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
                xsi:schemaLocation="http://www.springframework.org/schema/beans http://www.springframework.org/schema/beans/spring-beans.xsd
                  http://activemq.apache.org/schema/core http://activemq.apache.org/schema/core/activemq-core.xsd">
              <!-- Resolves activemq.data, a system property of the broker. -->
              <bean class="org.springframework.context.support.PropertySourcesPlaceholderConfigurer"/>
              <!-- JMSXUserID names the sender of each message. Advisories would disclose the clients to each other. -->
              <broker xmlns="http://activemq.apache.org/schema/core" brokerName="coincide" dataDirectory="${activemq.data}"
                  populateJMSXUserID="true" useAuthenticatedPrincipalForJMSXUserID="true"
                  advisorySupport="false" useVirtualTopics="false" schedulerSupport="false">
                <!-- No client may create a queue, so all exist. The topics are those that ActiveMQ's client subscribes to by default. -->
                <destinations>
            %s      <topic physicalName="ActiveMQ.Advisory.TempQueue"/>
                  <topic physicalName="ActiveMQ.Advisory.TempTopic"/>
                </destinations>
                <destinationPolicy>
                  <policyMap>
                    <policyEntries>
                      <policyEntry queue="&gt;" maxPageSize="%d" memoryLimit="%d">
                        <deadLetterStrategy>
                          <individualDeadLetterStrategy queuePrefix="DLQ."/>
                        </deadLetterStrategy>
                      </policyEntry>
                    </policyEntries>
                  </policyMap>
                </destinationPolicy>
                <!-- One store for each queue, so that an unread queue does not keep the files of all. -->
                <persistenceAdapter>
                  <mKahaDB directory="${activemq.data}/stores">
                    <filteredPersistenceAdapters>
                      <filteredKahaDB perDestination="true">
                        <persistenceAdapter>
                          <kahaDB journalDiskSyncStrategy="always" journalMaxFileLength="4mb" checkForCorruptJournalFiles="true"/>
                        </persistenceAdapter>
                      </filteredKahaDB>
                    </filteredPersistenceAdapters>
                  </mKahaDB>
                </persistenceAdapter>
                <plugins>
                  <simpleAuthenticationPlugin>
                    <users>
            %s          </users>
                  </simpleAuthenticationPlugin>
                  <authorizationPlugin>
                    <map>
                      <authorizationMap>
                        <authorizationEntries>
            %s              </authorizationEntries>
                        <tempDestinationAuthorizationEntry>
                          <tempDestinationAuthorizationEntry read="server" write="server" admin="server"/>
                        </tempDestinationAuthorizationEntry>
                      </authorizationMap>
                    </map>
                  </authorizationPlugin>
                </plugins>
                <systemUsage>
                  <systemUsage sendFailIfNoSpaceAfterTimeout="%d">
                    <memoryUsage><memoryUsage limit="%d"/></memoryUsage>
                    <storeUsage><storeUsage limit="%d"/></storeUsage>
                    <tempUsage><tempUsage limit="%d"/></tempUsage>
                  </systemUsage>
                </systemUsage>
                <!-- For another address use ssl: and sslContext. -->
                <transportConnectors>
                  <transportConnector name="openwire"
                      uri="tcp://127.0.0.1:61616?maximumConnections=%d&amp;wireFormat.maxFrameSize=%d&amp;wireFormat.maxInactivityDuration=%d"/>
                </transportConnectors>
              </broker>
            </beans>
            """;

    String text() {
        BrokerProperties.Store store = properties.store();
        return TEMPLATE.formatted(
                lines(queues(), queue -> "      <queue physicalName=\"%s\"/>".formatted(queue)),
                store.page(),
                store.memoryPerQueue().toBytes(),
                users(),
                rights(),
                store.sendFailAfter().toMillis(),
                store.memory().toBytes(),
                store.disk().toBytes(),
                store.disk().toBytes(),
                properties.maxConnections(),
                properties.maxFrameSize().toBytes(),
                properties.inactivity().toMillis());
    }

    private List<String> ids() {
        return clients.all().stream().map(ClientAccount::id).toList();
    }

    private Stream<String> queues() {
        return QueueNames.all(ids()).stream();
    }

    private String users() {
        Stream<String> clientUsers =
                ids().stream().map(id -> user(new Credentials(id, secrets.ofClient(id)), "clients,client." + id));
        return lines(
                Stream.concat(
                        Stream.of(user(secrets.server(), "server"), user(secrets.carrier(), "carrier")), clientUsers),
                Function.identity());
    }

    private static String user(Credentials account, String groups) {
        return "            <authenticationUser username=\"%s\" password=\"%s\" groups=\"%s\"/>"
                .formatted(
                        HtmlUtils.htmlEscapeDecimal(account.name()),
                        HtmlUtils.htmlEscapeDecimal(account.password()),
                        groups);
    }

    private String rights() {
        Stream<String> shared = Stream.of(
                right("queue=\"&gt;\"", "server", "server"),
                right("topic=\"&gt;\"", "server", "server"),
                right("topic=\"ActiveMQ.Advisory.TempQueue\"", "server,clients,carrier", "server"),
                right("topic=\"ActiveMQ.Advisory.TempTopic\"", "server,clients,carrier", "server"),
                right("queue=\"%s\"".formatted(QueueNames.ORDERS), "server", "clients"),
                right("queue=\"%s\"".formatted(QueueNames.REQUESTS), "server", "clients"),
                right("queue=\"%s\"".formatted(QueueNames.CARRIER), "server", "carrier"));
        Stream<String> own = ids().stream()
                .map(id -> right("queue=\"%s\"".formatted(QueueNames.ofClient(id)), "client." + id, "server"));
        return lines(Stream.concat(shared, own), Function.identity());
    }

    private static String right(String destination, String readers, String writers) {
        return "                <authorizationEntry %s read=\"%s\" write=\"%s\" admin=\"server\"/>"
                .formatted(destination, readers, writers);
    }

    private static String lines(Stream<String> items, Function<String, String> format) {
        return items.map(format).map(line -> line + "\n").collect(Collectors.joining());
    }
}
