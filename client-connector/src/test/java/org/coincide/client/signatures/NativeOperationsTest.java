package org.coincide.client.signatures;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The native implementation, compared with the one in Java. */
class NativeOperationsTest {

    private static final int KEYS = 200;

    private final Random random = new Random(1);
    private final Ed25519Operations java = new JavaOperations();
    private final Ed25519Operations fastest = Ed25519Operations.FASTEST;

    @Test
    @EnabledOnOs(
            value = OS.LINUX,
            architectures = {"amd64", "x86_64"})
    void linuxOnX86UsesNativeCode() {
        assertThat(fastest).isInstanceOf(NativeOperations.class);
    }

    @Test
    void itMakesTheSameSignatures() {
        for (int number = 0; number < KEYS; number++) {
            byte[] seed = bytes(32);
            byte[] input = bytes(random.nextInt(3000));

            assertThat(fastest.signer(seed).sign(input))
                    .isEqualTo(java.signer(seed).sign(input));
        }
    }

    @Test
    void itAcceptsSignaturesMadeInJava() {
        for (int number = 0; number < KEYS; number++) {
            byte[] seed = bytes(32);
            byte[] input = bytes(random.nextInt(3000));

            assertThat(fastest.verifier(publicKey(seed))
                            .verify(input, java.signer(seed).sign(input)))
                    .isTrue();
        }
    }

    /** Changes one bit, which can be one of the point, of the number or of the sign. */
    @Test
    void itRefusesChangedSignatures() {
        byte[] seed = bytes(32);
        byte[] input = bytes(500);
        Ed25519Operations.Verifier key = fastest.verifier(publicKey(seed));
        byte[] signature = java.signer(seed).sign(input);
        for (int bit = 0; bit < signature.length * 8; bit++) {
            byte[] changed = signature.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);

            assertThat(key.verify(input, changed)).as("bit %d", bit).isFalse();
        }
    }

    @Test
    void itRefusesOtherInputsAndOtherKeys() {
        byte[] seed = bytes(32);
        byte[] input = bytes(500);
        byte[] signature = java.signer(seed).sign(input);

        assertThat(fastest.verifier(publicKey(seed)).verify(bytes(500), signature))
                .isFalse();
        assertThat(fastest.verifier(publicKey(bytes(32))).verify(input, signature))
                .isFalse();
    }

    @Test
    void itRefusesTheOtherSpellingOfASignature() {
        byte[] seed = bytes(32);
        byte[] input = bytes(500);
        byte[] signature = java.signer(seed).sign(input);
        byte[] respelled = withOrderAdded(signature);

        assertThat(fastest.verifier(publicKey(seed)).verify(input, respelled)).isFalse();
        assertThat(java.verifier(publicKey(seed)).verify(input, respelled)).isFalse();
    }

    @Test
    void aRunThatWritesAnArchiveOfClassesUsesJava() {
        assertThat(NativeOperations.writesArchive(List.of("-Xmx1g", "-XX:ArchiveClassesAtExit=classes.jsa")))
                .isTrue();
        assertThat(NativeOperations.writesArchive(List.of("-Xmx1g", "-XX:SharedArchiveFile=classes.jsa")))
                .isFalse();
    }

    /** Adds the order of the group to the number in the second half (RFC 8032, section 5.1.7). */
    private static byte[] withOrderAdded(byte[] signature) {
        byte[] order = HexFormat.of().parseHex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");
        byte[] changed = signature.clone();
        int carry = 0;
        for (int index = 0; index < order.length; index++) {
            int sum = (changed[32 + index] & 0xff) + (order[index] & 0xff) + carry;
            changed[32 + index] = (byte) sum;
            carry = sum >> 8;
        }
        return changed;
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] publicKey(byte[] seed) {
        byte[] key = new byte[Ed25519.PUBLIC_KEY_SIZE];
        Ed25519.generatePublicKey(seed, 0, key, 0);
        return key;
    }
}
