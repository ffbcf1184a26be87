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
 * The credentials of clients, operator, people, carrier, bank, payment provider and server. A value is read from the
 * configuration ({@code coincide.accounts.<key>}), else from the accounts file. A value that neither has is generated and
 * added to the file.
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

    /** Reads the existing secrets and generates the missing ones, so that every configured client has a secret from the first start. */
    static AccountSecrets open(
            AccountsFile file,
            Collection<String> clientIds,
            Collection<String> people,
            Collection<String> workers,
            UnaryOperator<String> configuration) {
        Map<String, String> values = new LinkedHashMap<>(file.read());
        Map<String, String> generated = new LinkedHashMap<>();
        required(clientIds, people, workers).forEach((key, generator) -> {
            Optional<String> configured = configured(configuration, key);
            if (configured.isPresent()) {
                values.put(key, configured.get());
            } else if (!values.containsKey(key)) {
                generated.put(key, generator.get());
            }
        });
        if (!generated.isEmpty()) {
            file.add(generated);
            values.putAll(generated);
        }
        AccountSecrets secrets = new AccountSecrets(values);
        secrets.refuseDuplicateNames(clientIds);
        secrets.refuseOperatorName(people, workers);
        secrets.refuseWeakPassword(OPERATOR_PASSWORD, secrets.operator().name(), file);
        people.forEach(name -> secrets.refuseWeakPassword(personKey(name), name, file));
        return secrets;
    }

    /** The secret with which a configured client was created. */
    public String ofClient(String clientId) {
        return ofConfiguredClient(clientId)
                .orElseThrow(() -> new IllegalArgumentException("Unknown client: " + clientId));
    }

    /** The secret with which a configured client was created; empty for a client that an operator created. */
    public Optional<String> ofConfiguredClient(String clientId) {
        return Optional.ofNullable(values.get(clientKey(clientId)));
    }

    /** Returns whether an account of the server or of a partner has this name, so that no client can have it. */
    public boolean isTaken(String name) {
        return List.of(SERVER_NAME, CARRIER_NAME, BANK_NAME, PROVIDER_NAME, OPERATOR_NAME).stream()
                .anyMatch(key -> name.equals(values.get(key)));
    }

    /** The password of a configured person. */
    public String ofPerson(String name) {
        return values.get(personKey(name));
    }

    /** The password of a configured worker. */
    public String ofWorker(String name) {
        return values.get(workerKey(name));
    }

    /** The account of the operator: Camunda's web applications and the REST API. */
    public Credentials operator() {
        return new Credentials(values.get(OPERATOR_NAME), values.get(OPERATOR_PASSWORD));
    }

    /** The account with which the carrier reports the state of consignments, over HTTP and at the broker. */
    public Credentials carrier() {
        return new Credentials(values.get(CARRIER_NAME), values.get(CARRIER_PASSWORD));
    }

    /** The account with which the bank reports incoming payments over HTTP. */
    public Credentials bank() {
        return new Credentials(values.get(BANK_NAME), values.get(BANK_PASSWORD));
    }

    /** The account with which the payment provider reports confirmed payments over HTTP. */
    public Credentials provider() {
        return new Credentials(values.get(PROVIDER_NAME), values.get(PROVIDER_PASSWORD));
    }

    /** The server's own account at its broker. */
    public Credentials server() {
        return new Credentials(values.get(SERVER_NAME), values.get(SERVER_PASSWORD));
    }

    private static Map<String, Supplier<String>> required(
            Collection<String> clientIds, Collection<String> people, Collection<String> workers) {
        Map<String, Supplier<String>> required = new LinkedHashMap<>();
        required.put(OPERATOR_NAME, () -> "operator");
        required.put(OPERATOR_PASSWORD, SecretGenerator::next);
        required.put(CARRIER_NAME, () -> "coincide.carrier");
        required.put(CARRIER_PASSWORD, SecretGenerator::next);
        required.put(BANK_NAME, () -> "coincide.bank");
        required.put(BANK_PASSWORD, SecretGenerator::next);
        required.put(PROVIDER_NAME, () -> "coincide.provider");
        required.put(PROVIDER_PASSWORD, SecretGenerator::next);
        required.put(SERVER_NAME, () -> "coincide.server");
        required.put(SERVER_PASSWORD, SecretGenerator::next);
        clientIds.stream().sorted().forEach(id -> required.put(clientKey(id), SecretGenerator::next));
        people.stream().sorted().forEach(name -> required.put(personKey(name), SecretGenerator::next));
        workers.stream().sorted().forEach(name -> required.put(workerKey(name), SecretGenerator::next));
        return required;
    }

    private static Optional<String> configured(UnaryOperator<String> configuration, String key) {
        String value = configuration.apply(key);
        if (value != null && value.isBlank()) {
            throw new StartupException(
                    "The property coincide.accounts.%s has no value.".formatted(key),
                    "Set a value, or remove the property to use the value of the accounts file.");
        }
        return Optional.ofNullable(value);
    }

    private static String clientKey(String clientId) {
        return "client." + clientId + ".secret";
    }

    private static String personKey(String name) {
        return "person." + name + ".password";
    }

    private static String workerKey(String name) {
        return "worker." + name + ".password";
    }

    /** The operator's account would lose the external tasks to a worker of the same name. */
    private void refuseOperatorName(Collection<String> people, Collection<String> workers) {
        refuseOperatorName(people);
        if (workers.contains(values.get(OPERATOR_NAME))) {
            throw new StartupException(
                    "The property coincide.workers contains %s, which is the operator's name."
                            .formatted(values.get(OPERATOR_NAME)),
                    "Choose another name for the worker.");
        }
    }

    private void refuseOperatorName(Collection<String> people) {
        if (people.contains(values.get(OPERATOR_NAME))) {
            throw new StartupException(
                    "The property coincide.people contains %s, which is the operator's name."
                            .formatted(values.get(OPERATOR_NAME)),
                    "Choose another name for the person. The operator sees all tasks.");
        }
    }

    /** Refuses a password that the engine would refuse later, without the name of the setting. */
    private void refuseWeakPassword(String key, String user, AccountsFile file) {
        if (!PasswordRules.accept(values.get(key), user)) {
            throw new StartupException(
                    "The engine refuses the password %s of %s as weak.".formatted(key, user),
                    "Set %s in %s, or coincide.accounts.%s, to %s.".formatted(key, file, key, PasswordRules.TEXT));
        }
    }

    /** Refuses accounts of the same name: at the broker each would have the permissions of the other. */
    private void refuseDuplicateNames(Collection<String> clientIds) {
        Map<String, String> taken = new LinkedHashMap<>();
        clientIds.forEach(id -> taken.put(id, "the client " + id));
        for (String key : List.of(SERVER_NAME, CARRIER_NAME, BANK_NAME, PROVIDER_NAME)) {
            String other = taken.putIfAbsent(values.get(key), key);
            if (other != null) {
                throw new StartupException(
                        "%s and %s have the same name: %s.".formatted(key, other, values.get(key)),
                        "Change %s to a name that no other account has.".formatted(key));
            }
        }
    }
}
