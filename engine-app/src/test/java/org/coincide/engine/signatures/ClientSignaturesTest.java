package org.coincide.engine.signatures;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.coincide.engine.accounts.ClientAccounts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Verification of clients: optional until a key of the client is registered. */
class ClientSignaturesTest {

    private static final String ORDER = "{\"b\":\"Zoë\", \"a\":1.50}";

    private final SigningKey acme = SigningKey.generate(new SecureRandom());
    private final ClientSignatures signatures = new ClientSignatures(
            new SignatureProperties(
                    "",
                    "",
                    Duration.ofDays(7),
                    Duration.ofSeconds(5),
                    0,
                    Map.of("acme", List.of(acme.publicKey().kid()))),
            ClientAccounts.of(List.of()));

    @Test
    void aMessageSignedWithTheRegisteredKeyPasses() {
        assertThat(signatures.violation("acme", ORDER, acme.sign(ORDER))).isEmpty();
    }

    @Test
    void withoutARegisteredKeyAnyMessagePasses() {
        assertThat(signatures.violation("globex", ORDER, null)).isEmpty();
        assertThat(signatures.violation("globex", ORDER, "nonsense")).isEmpty();
    }

    @Test
    void unsignedForeignAndChangedMessagesAreRefused() {
        var other = SigningKey.generate(new SecureRandom());
        assertThat(signatures.violation("acme", ORDER, null)).get().asString().contains("no signature");
        assertThat(signatures.violation("acme", ORDER, other.sign(ORDER)))
                .get()
                .asString()
                .contains("not registered");
        assertThat(signatures.violation("acme", ORDER + " ", acme.sign(ORDER)))
                .get()
                .asString()
                .contains("does not belong");
        assertThat(signatures.violation("acme", ORDER, "x..y")).get().asString().contains("cannot be verified");
    }

    /** The value would be that of the text, if the header were the contract's. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"alg\" | {\"alg\":\"none\",\"alg\"",
                "{\"alg\" | {\"typ\":\"A\",\"typ\":\"A\",\"alg\"",
                "{\"alg\":\"EdDSA\", | {",
                "\"EdDSA\" | [\"EdDSA\"]",
                "\"EdDSA\" | \"none\"",
                "[\"b64\"] | [\"b64\",\"exp\"]",
                "[\"b64\"] | \"b64\"",
                "false | true",
                "false | 0",
                "\"OKP\" | \"EC\"",
                "}} | }}{}",
                "}} | },}"
            })
    void onlyTheContractsHeaderIsAccepted(String part, String other) {
        var signature = acme.sign(ORDER);
        var header = new String(
                Base64.getUrlDecoder().decode(signature.substring(0, signature.indexOf('.'))), StandardCharsets.UTF_8);
        assertThat(header).contains(part);
        var changed = header.replace(part, other).getBytes(StandardCharsets.UTF_8);

        assertRefused(changed, signature);
    }

    @Test
    void aHeaderInAnotherEncodingIsNotAccepted() {
        var signature = acme.sign(ORDER);
        var header = new String(
                Base64.getUrlDecoder().decode(signature.substring(0, signature.indexOf('.'))), StandardCharsets.UTF_8);

        assertRefused(header.getBytes(StandardCharsets.UTF_16LE), signature);
    }

    private void assertRefused(byte[] header, String signature) {
        var encoded = Base64.getUrlEncoder().withoutPadding().encodeToString(header);

        assertThat(signatures.violation("acme", ORDER, encoded + signature.substring(signature.indexOf('.'))))
                .get()
                .asString()
                .contains("cannot be verified");
    }

    @Test
    void anOrdersSignatureDoesNotDependOnItsLayout() {
        assertThat(signatures.orderViolation("acme", ORDER, acme.sign("{\"a\":1.5,\"b\":\"Zoë\"}")))
                .isEmpty();
        assertThat(signatures.orderViolation("acme", ORDER, acme.sign("{\"a\":1.6,\"b\":\"Zoë\"}")))
                .isPresent();
    }

    @Test
    void onlyTextsWithTheSyntaxOfASignatureAreStored() {
        assertThat(ClientSignatures.storable(acme.sign(ORDER))).isNotNull();
        assertThat(ClientSignatures.storable(null)).isNull();
        assertThat(ClientSignatures.storable("\u0000")).isNull();
        assertThat(ClientSignatures.storable("a..b" + "c".repeat(2000))).isNull();
    }
}
