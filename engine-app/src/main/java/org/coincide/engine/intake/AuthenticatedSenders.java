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
     * @throws IllegalStateException if the account is not a client's: the broker's authorizations are wrong
     */
    ClientAccount of(String sender) {
        return find(sender)
                .orElseThrow(() -> new IllegalStateException("The sender " + sender
                        + " is not a configured client. Check the broker's authorizations and JMSXUserID."));
    }

    Optional<ClientAccount> find(String sender) {
        return clients.find(sender == null ? "" : sender);
    }
}
