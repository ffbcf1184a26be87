package org.coincide.engine.accounts;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The configured clients. */
public final class ClientAccounts {

    private final List<ClientAccount> accounts;

    ClientAccounts(List<ClientAccount> accounts) {
        this.accounts = accounts.stream()
                .sorted(Comparator.comparing(ClientAccount::id))
                .toList();
    }

    public Optional<ClientAccount> find(String clientId) {
        return accounts.stream()
                .filter(account -> account.id().equals(clientId))
                .findFirst();
    }

    /** All clients, by id. */
    public List<ClientAccount> all() {
        return accounts;
    }
}
