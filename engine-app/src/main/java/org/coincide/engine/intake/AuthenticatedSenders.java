package org.coincide.engine.intake;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import org.coincide.engine.accounts.ClientAccount;
import org.coincide.engine.accounts.ClientAccounts;
import org.coincide.engine.journal.RefusalReport.Because;
import org.springframework.stereotype.Component;

/** Who sent a message: the broker's authenticated user, which a client cannot forge. Nothing else is asked. */
@Component
class AuthenticatedSenders {

    static final Because TEXT_ONLY =
            new Because("TEXT_ONLY", "Messages of this contract are JMS TextMessages; this one was not read.", null);

    private final ClientAccounts clients;

    AuthenticatedSenders(ClientAccounts clients) {
        this.clients = clients;
    }

    /**
     * The client.
     *
     * @throws IllegalStateException where the user is no client: the broker let somebody write who may not
     */
    ClientAccount of(Message message) throws JMSException {
        String user = message.getStringProperty("JMSXUserID");
        return clients.find(user == null ? "" : user)
                .orElseThrow(() -> new IllegalStateException("A message came from " + user + ", who is no client."));
    }
}
