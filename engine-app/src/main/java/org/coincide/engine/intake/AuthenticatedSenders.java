package org.coincide.engine.intake;

import java.util.Optional;
import org.coincide.engine.accounts.ClientAccount;
import org.coincide.engine.accounts.ClientAccounts;
import org.springframework.stereotype.Component;

/** Resolves the sender of a message by the account that the broker authenticated, which a client cannot forge. */
@Component
class AuthenticatedSenders {

    private final ClientAccounts clients;

    AuthenticatedSenders(ClientAccounts clients) {
        this.clients = clients;
    }

    /**
     * Finds the client of a broker account.
     *
     * @throws IllegalStateException if the account is no client's: the broker let somebody write who may not
     */
    ClientAccount of(String sender) {
        return find(sender)
                .orElseThrow(() -> new IllegalStateException(
                        "The sender " + sender + " is no client. Check the rights at the broker and its JMSXUserID."));
    }

    Optional<ClientAccount> find(String sender) {
        return clients.find(sender == null ? "" : sender);
    }
}
