package org.coincide.engine.signatures;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of signatures.
 *
 * @param key private key that signs the messages to clients, as a JSON Web Key (kty OKP, crv Ed25519, with d), from a secret store; empty
 *     for the key in {@code signing-key.json} of the data directory, which the first start creates
 * @param nextKey private key that is announced to the clients on request and then replaces {@code key}; only beside a configured {@code key}
 * @param overlap time after which an announced key signs although not all announcements are sent, as to a client that does not read its
 *     queue
 * @param poll interval at which the server checks whether an announced key can sign
 * @param warmUp number of signatures that are made at the start, so that their code is compiled before the first orders come; 0 for none
 * @param clients thumbprints of the keys of clients, by client id, beside those that operators register; orders and requests of a client with a registered key must be signed with
 *     one of them
 */
@Validated
@ConfigurationProperties("coincide.signatures")
record SignatureProperties(
        @DefaultValue("") @Size(max = 1000) String key,
        @DefaultValue("") @Size(max = 1000) String nextKey,

        @DefaultValue("7d") @DurationMin(minutes = 1) @DurationMax(days = 365)
        Duration overlap,

        @DefaultValue("5s") @DurationMin(millis = 100) @DurationMax(hours = 1)
        Duration poll,

        @DefaultValue("500") @Min(0) @Max(100_000) int warmUp,

        @DefaultValue
        Map<
                        String,
                        List<
                                @Pattern(
                                        regexp = SignatureProperties.THUMBPRINT,
                                        message = SignatureProperties.THUMBPRINT_TEXT)
                                String>>
                clients) {

    static final String THUMBPRINT = "[A-Za-z0-9_-]{43}";
    static final String THUMBPRINT_TEXT = "a thumbprint of 43 characters, the kid of a key";

    @Override
    public String toString() {
        return "SignatureProperties";
    }
}
