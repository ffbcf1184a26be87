package org.coincide.engine.accounts;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Map;
import java.util.Objects;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Values that override those of the accounts file. {@link AccountSecrets} reads them one by one.
 *
 * @param operator the operator of Camunda's web applications and of engine-rest
 * @param carrier the carrier
 * @param bank the bank
 * @param provider the payment provider
 * @param broker the broker
 * @param client the configured clients, by id
 * @param person the configured people, by name
 * @param worker the configured workers, by name
 */
@Validated
@ConfigurationProperties("coincide.accounts")
record AccountProperties(
        @DefaultValue @Valid Operator operator,
        @DefaultValue @Valid Login carrier,
        @DefaultValue @Valid Login bank,
        @DefaultValue @Valid Login provider,
        @DefaultValue @Valid Broker broker,
        @DefaultValue Map<String, @Valid Client> client,
        @DefaultValue Map<String, @Valid Person> person,
        @DefaultValue Map<String, @Valid Worker> worker) {

    private static final String NAME = "[^\\s:,]{1,64}";
    private static final String NAME_TEXT = "a name of at most 64 characters without spaces, colons and commas";
    private static final String WEAK = "The engine refuses the password as weak. Set " + PasswordRules.TEXT + ".";

    /**
     * The operator.
     *
     * @param name user name
     * @param password password: at least 10 characters, with a lower-case letter, an upper-case letter, a digit and a special
     *     character, and without the user name
     */
    record Operator(
            @Pattern(regexp = NAME, message = NAME_TEXT) String name,
            @Size(max = 200) String password) {

        /** Validates password. */
        @AssertTrue(message = WEAK)
        boolean isPassword() {
            return password == null || PasswordRules.accept(password, Objects.requireNonNullElse(name, "operator"));
        }
    }

    /**
     * A system that logs in.
     *
     * @param name user name
     * @param password password
     */
    record Login(
            @Pattern(regexp = NAME, message = NAME_TEXT) String name,
            @Size(max = 200) String password) {}

    /**
     * The broker.
     *
     * @param server the server's own account
     */
    record Broker(@DefaultValue @Valid Login server) {}

    /**
     * A client.
     *
     * @param secret first secret at the broker and over HTTP, with which the client is created
     */
    record Client(@Size(max = 200) String secret) {}

    /**
     * A program that does external tasks.
     *
     * @param password password
     */
    record Worker(@Size(max = 200) String password) {}

    /**
     * A person who works with Tasklist.
     *
     * @param password password, under the same rules as the operator's
     */
    record Person(@Size(max = 200) String password) {

        /** Validates password. */
        @AssertTrue(message = WEAK)
        boolean isPassword() {
            return password == null || PasswordRules.accept(password, "\n");
        }
    }
}
