package org.coincide.engine.accounts;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.coincide.engine.startup.StartupException;

/**
 * The logins of clients, operator, people, carrier, bank, payment provider and server. A value comes from the configuration ({@code coincide.accounts.<key>})
 * where it is given there, else from the accounts file, and is made and written there when neither has it.
 */
public final class AccountSecrets {

    private static final String OPERATOR_NAME = "operator.name";
    private static final String OPERATOR_PASSWORD = "operator.password";
    private static final String CARRIER_NAME = "carrier.name";
    private static final String CARRIER_PASSWORD = "carrier.password";
    private static final String BANK_NAME = "bank.name";
    private static final String BANK_PASSWORD = "bank.password";
    private static final String PROVIDER_NAME = "provider.name";
    private static final String PROVIDER_PASSWORD = "provider.password";
    private static final String SERVER_NAME = "broker.server.name";
    private static final String SERVER_PASSWORD = "broker.server.password";

    private final Map<String, String> values;

    private AccountSecrets(Map<String, String> values) {
        this.values = values;
    }

    /** Reads what there is and makes what is missing, so that every client has a secret from the first start. */
    static AccountSecrets open(
            AccountsFile file,
            Collection<String> clientIds,
            Collection<String> people,
            UnaryOperator<String> configuration) {
        Map<String, String> values = new LinkedHashMap<>(file.read());
        Map<String, String> made = new LinkedHashMap<>();
        wanted(clientIds, people).forEach((key, make) -> {
            Optional<String> configured = configured(configuration, key);
            if (configured.isPresent()) {
                values.put(key, configured.get());
            } else if (!values.containsKey(key)) {
                made.put(key, make.get());
            }
        });
        if (!made.isEmpty()) {
            file.add(made);
            values.putAll(made);
        }
        AccountSecrets secrets = new AccountSecrets(values);
        secrets.refuseNameTwice(clientIds);
        secrets.refuseOperatorAmong(people);
        return secrets;
    }

    public String ofClient(String clientId) {
        String secret = values.get(clientKey(clientId));
        if (secret == null) {
            throw new IllegalArgumentException("No client of this server: " + clientId);
        }
        return secret;
    }

    /** The password of somebody whom the settings name. */
    public String ofPerson(String name) {
        return values.get(personKey(name));
    }

    /** The person who looks after the server: Camunda's pages and its REST API. */
    public Credentials operator() {
        return new Credentials(values.get(OPERATOR_NAME), values.get(OPERATOR_PASSWORD));
    }

    /** Who may say over HTTP and at the broker what became of a consignment. */
    public Credentials carrier() {
        return new Credentials(values.get(CARRIER_NAME), values.get(CARRIER_PASSWORD));
    }

    /** Who may say over HTTP what was paid. */
    public Credentials bank() {
        return new Credentials(values.get(BANK_NAME), values.get(BANK_PASSWORD));
    }

    /** Who may say over HTTP that a card's holder has confirmed a payment. */
    public Credentials provider() {
        return new Credentials(values.get(PROVIDER_NAME), values.get(PROVIDER_PASSWORD));
    }

    /** The server's own account at its broker. */
    public Credentials server() {
        return new Credentials(values.get(SERVER_NAME), values.get(SERVER_PASSWORD));
    }

    private static Map<String, Supplier<String>> wanted(Collection<String> clientIds, Collection<String> people) {
        Map<String, Supplier<String>> wanted = new LinkedHashMap<>();
        wanted.put(OPERATOR_NAME, () -> "operator");
        wanted.put(OPERATOR_PASSWORD, SecretGenerator::next);
        wanted.put(CARRIER_NAME, () -> "coincide.carrier");
        wanted.put(CARRIER_PASSWORD, SecretGenerator::next);
        wanted.put(BANK_NAME, () -> "coincide.bank");
        wanted.put(BANK_PASSWORD, SecretGenerator::next);
        wanted.put(PROVIDER_NAME, () -> "coincide.provider");
        wanted.put(PROVIDER_PASSWORD, SecretGenerator::next);
        wanted.put(SERVER_NAME, () -> "coincide.server");
        wanted.put(SERVER_PASSWORD, SecretGenerator::next);
        clientIds.stream().sorted().forEach(id -> wanted.put(clientKey(id), SecretGenerator::next));
        people.stream().sorted().forEach(name -> wanted.put(personKey(name), SecretGenerator::next));
        return wanted;
    }

    private static Optional<String> configured(UnaryOperator<String> configuration, String key) {
        String value = configuration.apply(key);
        if (value != null && value.isBlank()) {
            throw new StartupException(
                    "coincide.accounts.%s is configured without a value.".formatted(key),
                    "Give it a value, or leave it out: the accounts file holds one then.");
        }
        return Optional.ofNullable(value);
    }

    private static String clientKey(String clientId) {
        return "client." + clientId + ".secret";
    }

    private static String personKey(String name) {
        return "person." + name + ".password";
    }

    private void refuseOperatorAmong(Collection<String> people) {
        if (people.contains(values.get(OPERATOR_NAME))) {
            throw new StartupException(
                    "coincide.people names %s, which is the operator's name.".formatted(values.get(OPERATOR_NAME)),
                    "Give the person another name: the operator sees all tasks anyhow.");
        }
    }

    /** Two accounts of one name at the broker would have each other's rights. */
    private void refuseNameTwice(Collection<String> clientIds) {
        Map<String, String> taken = new LinkedHashMap<>();
        clientIds.forEach(id -> taken.put(id, "the client " + id));
        for (String key : List.of(SERVER_NAME, CARRIER_NAME, BANK_NAME, PROVIDER_NAME)) {
            String other = taken.putIfAbsent(values.get(key), key);
            if (other != null) {
                throw new StartupException(
                        "%s and %s have the same name: %s.".formatted(key, other, values.get(key)),
                        "Change %s to a name that nobody else has.".formatted(key));
            }
        }
    }
}
