package org.coincide.engine.accounts;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the whole server.
 *
 * @param dataDirectory directory of all data that must survive a restart: accounts, broker store, embedded database
 * @param clients organisations that may order, by client id, which the first start creates; operators create others and change all while the
 *     server runs. An entry with an empty limit is ignored. Without an entry, a simulated server has acme and globex
 * @param people the users of Tasklist, by login name, each with the groups whose tasks the person does
 * @param workers the programs that do external tasks, by login name, each with the topics whose tasks it does
 */
@Validated
@ConfigurationProperties("coincide")
public record CoincideProperties(
        @DefaultValue("./data") Path dataDirectory,
        @DefaultValue Map<@Pattern(regexp = CoincideProperties.CLIENT_ID) String, @Valid ClientTerms> clients,

        @DefaultValue
        Map<
                        @Pattern(regexp = CoincideProperties.LOGIN) String,
                        @NotEmpty List<@Pattern(regexp = CoincideProperties.GROUP) String>>
                people,

        @DefaultValue
        Map<
                        @Pattern(regexp = CoincideProperties.LOGIN) String,
                        @NotEmpty List<@Pattern(regexp = CoincideProperties.TOPIC) String>>
                workers) {

    /** The contract's pattern of a client id: schemas/common.json. */
    static final String CLIENT_ID = "^[a-z][a-z0-9-]{0,31}$";

    static final String LOGIN = "^[a-z][a-z0-9-]{0,31}$";
    static final String TOPIC = "^[a-z][a-z0-9-]{0,63}$";
    /** The syntax of a group in a model. Excludes Camunda's administrators, so that no setting creates an administrator. */
    static final String GROUP = "^(?!camunda-admin$)[a-z][a-z0-9-]{0,63}$";

    /**
     * The terms of a client.
     *
     * @param orderLimit highest value of one order that needs no decision: decimal, in the order's own currency
     */
    public record ClientTerms(
            @NotNull @Positive @DecimalMax("1000000000000") BigDecimal orderLimit) {}
}
