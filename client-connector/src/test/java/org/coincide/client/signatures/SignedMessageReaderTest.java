package org.coincide.client.signatures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coincide.client.contract.ReadResult.Fault.BAD_SIGNATURE;
import static org.coincide.client.contract.ReadResult.Fault.UNKNOWN_KEY;
import static org.coincide.client.contract.ReadResult.Fault.UNSIGNED;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.coincide.client.contract.ContractSchemas;
import org.coincide.client.contract.Json;
import org.coincide.client.contract.MessageReader;
import org.coincide.client.contract.ReadResult;
import org.coincide.client.support.ContractFiles;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.jwk.OkpJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwx.HeaderParameterNames;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Verification of senders: only a message that a trusted key has signed is parsed. */
class SignedMessageReaderTest {

    private static final String TEXT = ContractFiles.text("examples/information.json");
    private static final String TRADE =
            ContractFiles.example("information").get("subject").asText();

    private final SigningKey server = SigningKey.generate();
    private final MessageReader messages = new MessageReader(new ContractSchemas());
    private final SignedMessageReader reader = reader(pinning(server));

    @Test
    void aMessageSignedWithThePinnedKeyIsRead() {
        assertThat(reader.read(TEXT, server.sign(TEXT))).isInstanceOf(ReadResult.Valid.class);
        assertThat(SignedMessageReader.keyId(server.sign(TEXT)))
                .isEqualTo(server.publicKey().id());
    }

    @Test
    void aThumbprintAloneIsAPin() {
        var byThumbprint =
                reader(new TrustedKeys(List.of(), List.of(server.publicKey().id()), List.of()));

        assertThat(byThumbprint.read(TEXT, server.sign(TEXT))).isInstanceOf(ReadResult.Valid.class);
        assertFault(byThumbprint, TEXT, SigningKey.generate().sign(TEXT), UNKNOWN_KEY);
    }

    @Test
    void aSignatureUnderTheNameOfThePinnedKeyIsBad() {
        var byThumbprint =
                reader(new TrustedKeys(List.of(), List.of(server.publicKey().id()), List.of()));
        var forger = SigningKey.generate();
        var renamed = header(forger.sign(TEXT))
                .replace(forger.publicKey().id(), server.publicKey().id());

        assertFault(byThumbprint, TEXT, signed(renamed), BAD_SIGNATURE);
        assertFault(reader, TEXT, signed(renamed), BAD_SIGNATURE);
    }

    /** Only a key that has signed the text is worth asking about. */
    @Test
    void aWrongSignatureOfAnUnknownKeyIsBad() {
        var unknown = SigningKey.generate();

        assertFault(reader, TEXT, unknown.sign(TEXT), UNKNOWN_KEY);
        assertFault(reader, TEXT, unknown.sign(TEXT + " "), BAD_SIGNATURE);
        assertFault(
                reader,
                TEXT,
                signed("{\"alg\":\"EdDSA\",\"kid\":\"K\",\"b64\":false,\"crit\":[\"b64\"]}"),
                BAD_SIGNATURE);
    }

    /** The last character of a signature has four bits without a meaning. */
    @Test
    void anotherSpellingOfTheSignatureIsChanged() {
        var signature = server.sign(TEXT);
        int last = signature.length() - 1;
        var respelled = signature.substring(0, last) + (char) (signature.charAt(last) + 1);

        assertThat(SignedMessageReader.isIntact(TEXT, signature)).isTrue();
        assertThat(SignedMessageReader.isIntact(TEXT, respelled)).isFalse();
        assertFault(reader, TEXT, respelled, BAD_SIGNATURE);
    }

    @Test
    void anUnsignedMessageIsNotRead() {
        assertFault(reader, TEXT, null, UNSIGNED);
    }

    @Test
    void aChangedTextIsNotRead() {
        assertFault(reader, TEXT.replace("66.90", "66.91"), server.sign(TEXT), BAD_SIGNATURE);
        assertFault(reader, TEXT + " ", server.sign(TEXT), BAD_SIGNATURE);
    }

    @Test
    void aRevokedKeyIsUnknownEvenIfPinned() {
        var revoked = new TrustedKeys(
                List.of(server.publicKey()),
                List.of(),
                List.of(server.publicKey().id()));

        assertFault(reader(revoked), TEXT, server.sign(TEXT), UNKNOWN_KEY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"alg\":\"none\",\"kid\":\"K\",\"b64\":false,\"crit\":[\"b64\"]}",
                "{\"alg\":\"HS256\",\"kid\":\"K\",\"b64\":false,\"crit\":[\"b64\"]}",
                "{\"alg\":\"EdDSA\",\"kid\":\"K\"}",
                "{\"alg\":\"EdDSA\",\"kid\":\"K\",\"b64\":true,\"crit\":[\"b64\"]}",
                "{\"alg\":\"EdDSA\",\"kid\":\"K\",\"b64\":false,\"crit\":[\"b64\",\"exp\"]}",
                "{\"alg\":\"EdDSA\",\"kid\":\"K\",\"b64\":false,\"crit\":\"b64\"}",
                "{\"alg\":\"EdDSA\",\"b64\":false,\"crit\":[\"b64\"]}",
                "[]",
                "nothing"
            })
    void onlyTheContractsHeaderIsAccepted(String header) {
        assertFault(
                reader,
                TEXT,
                signed(header.replace("\"K\"", "\"" + server.publicKey().id() + "\"")),
                BAD_SIGNATURE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a.b.c", "x..y", "undecodable", "é..é"})
    void aTextThatIsNoSignatureIsNotRead(String signature) {
        assertFault(reader, TEXT, signature, BAD_SIGNATURE);
    }

    @Test
    void anEndlessSignatureIsNotRead() {
        assertFault(reader, TEXT, server.sign(TEXT) + "A".repeat(100_000), BAD_SIGNATURE);
    }

    @Test
    void whereSignaturesAreOptionalAWrongOneIsStillRefused() {
        var optional = new SignedMessageReader(messages, pinning(server), false);

        assertThat(optional.read(TEXT, null)).isInstanceOf(ReadResult.Valid.class);
        assertFault(optional, TEXT, server.sign(TEXT + " "), BAD_SIGNATURE);
        assertFault(optional, TEXT, SigningKey.generate().sign(TEXT), UNKNOWN_KEY);
    }

    @Test
    void theWarningNamesTheTradeThatTheTextClaims() {
        assertThat(((ReadResult.Untrusted) reader.read(TEXT, null)).header().tradingId())
                .isEqualTo(TRADE);
        assertThat(((ReadResult.Untrusted) reader.read("no JSON", null))
                        .header()
                        .tradingId())
                .isNull();
    }

    @Test
    void aSignatureOfAnotherImplementationIsVerified() throws Exception {
        OctetKeyPairJsonWebKey key = OkpJwkGenerator.generateJwk("Ed25519");
        var jws = new JsonWebSignature();
        jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.EDDSA);
        jws.setKeyIdHeaderValue(key.calculateBase64urlEncodedThumbprint("SHA-256"));
        jws.getHeaders().setObjectHeaderValue(HeaderParameterNames.BASE64URL_ENCODE_PAYLOAD, false);
        jws.setCriticalHeaderNames(HeaderParameterNames.BASE64URL_ENCODE_PAYLOAD);
        jws.setPayload(TEXT);
        jws.setKey(key.getPrivateKey());
        var pinned = PublicKey.of(Json.STRICT.readTree(key.toJson()));

        assertThat(reader(new TrustedKeys(List.of(pinned), List.of(), List.of()))
                        .read(TEXT, jws.getDetachedContentCompactSerialization()))
                .isInstanceOf(ReadResult.Valid.class);
    }

    /** Signs with the server's key under any header. */
    private String signed(String header) {
        var encoded = PublicKey.base64(header.getBytes(StandardCharsets.UTF_8));
        var genuine = server.sign(TEXT);
        return encoded + genuine.substring(genuine.indexOf('.'));
    }

    private static String header(String signature) {
        return new String(
                Base64.getUrlDecoder().decode(signature.substring(0, signature.indexOf('.'))), StandardCharsets.UTF_8);
    }

    private static TrustedKeys pinning(SigningKey key) {
        return new TrustedKeys(List.of(key.publicKey()), List.of(), List.of());
    }

    private SignedMessageReader reader(TrustedKeys keys) {
        return new SignedMessageReader(messages, keys, true);
    }

    private static void assertFault(
            SignedMessageReader reader, String text, String signature, ReadResult.Fault expected) {
        var result = reader.read(text, signature);
        assertThat(result).isInstanceOf(ReadResult.Untrusted.class);
        assertThat(((ReadResult.Untrusted) result).fault())
                .as(((ReadResult.Untrusted) result).reason())
                .isEqualTo(expected);
    }
}
