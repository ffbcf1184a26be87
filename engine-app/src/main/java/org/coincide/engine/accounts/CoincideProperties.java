package org.coincide.engine.accounts;

import jakarta.validation.Valid;
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
 * What the whole server needs to know.
 *
 * @param dataDirectory where everything lives that must survive a restart: accounts, broker store, embedded database
 * @param clients the organisations that may order, by client id; one whose limit is left empty is none
 * @param people who works with Tasklist, by login name, each with the groups whose tasks the person does
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
                people) {

    /** The contract's pattern of a client id: schemas/common.json. */
    static final String CLIENT_ID = "^[a-z][a-z0-9-]{0,31}$";

    static final String LOGIN = "^[a-z][a-z0-9-]{0,31}$";
    /** As models write a group; so nobody becomes an administrator by a setting. */
    static final String GROUP = "^(?!camunda-admin$)[a-z][a-z0-9-]{0,63}$";

    /**
     * The terms on which a client orders.
     *
     * @param orderLimit what one order may be worth at most: decimal, in the order's own currency
     */
    public record ClientTerms(@NotNull @Positive BigDecimal orderLimit) {}
}
