package org.coincide.engine.clients;

import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.coincide.engine.accounts.AccountSecrets;
import org.coincide.engine.accounts.ClientAccount;
import org.coincide.engine.accounts.ClientAccounts;
import org.coincide.engine.accounts.ClientAccounts.Registration;
import org.coincide.engine.accounts.ClientSecretEncoder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Creates the configured clients that the database lacks, before the server accepts requests. A client that exists, or that was deleted, keeps
 * its data: after the first start the database decides.
 */
@Component
class ClientImport implements InitializingBean {

    private static final Logger LOG = LoggerFactory.getLogger(ClientImport.class);

    private final ClientRecords records;
    private final ClientAccounts accounts;
    private final AccountSecrets secrets;
    private final ClientSecretEncoder encoder;
    private final ClientRefresh refresh;
    private final TransactionOperations transaction;

    ClientImport(
            ClientRecords records,
            ClientAccounts accounts,
            AccountSecrets secrets,
            ClientSecretEncoder encoder,
            ClientRefresh refresh,
            TransactionOperations transaction) {
        this.records = records;
        this.accounts = accounts;
        this.secrets = secrets;
        this.encoder = encoder;
        this.refresh = refresh;
        this.transaction = transaction;
    }

    @Override
    public void afterPropertiesSet() {
        transaction.executeWithoutResult(status -> {
            records.lock();
            Map<String, ClientAccount> known = records.all(Instant.EPOCH).stream()
                    .map(Registration::account)
                    .collect(Collectors.toMap(ClientAccount::id, Function.identity()));
            accounts.all().stream()
                    .filter(client -> !known.containsKey(client.id()))
                    .forEach(this::create);
        });
        refresh.refresh();
    }

    private void create(ClientAccount client) {
        records.add(client.id(), client.orderLimit());
        records.addSecret(client.id(), encoder.encode(secrets.ofClient(client.id())));
        LOG.info("Created the configured client {}.", client.id());
    }
}
