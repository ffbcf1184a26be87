package org.coincide.engine.signatures;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ed25519 in native code, two to three times as fast as in Java. The library has such code for Linux with glibc on x86-64. */
final class NativeOperations implements Ed25519Operations {

    private static final Logger LOG = LoggerFactory.getLogger(NativeOperations.class);

    private static final String ALGORITHM = "Ed25519";

    /** The bytes before those of a private key (RFC 8410, section 7). */
    private static final byte[] PRIVATE_KEY_INFO = HexFormat.of().parseHex("302e020100300506032b657004220420");

    /** The bytes before those of a public key (RFC 8410, section 4). */
    private static final byte[] PUBLIC_KEY_INFO = HexFormat.of().parseHex("302a300506032b6570032100");

    /** Enables the library's own keys. It translates keys of Java at each signature, which takes as long as the signature. */
    private static final String OWN_KEYS = "com.amazon.corretto.crypto.provider.registerEdKeyFactory";

    private final Provider provider;
    private final KeyFactory keys;

    private NativeOperations(Provider provider) throws GeneralSecurityException {
        this.provider = provider;
        this.keys = KeyFactory.getInstance(ALGORITHM, provider);
    }

    /** Returns this implementation; empty if the native code cannot be loaded on this system. */
    static Optional<Ed25519Operations> find() {
        if (writesArchive(ManagementFactory.getRuntimeMXBean().getInputArguments())) {
            LOG.info("Signatures are computed in Java, because this run writes an archive of classes.");
            return Optional.empty();
        }
        System.setProperty(OWN_KEYS, "true");
        AmazonCorrettoCryptoProvider provider = AmazonCorrettoCryptoProvider.INSTANCE;
        Throwable missing = provider.getLoadingError();
        if (missing != null) {
            LOG.info(
                    "Signatures are computed in Java, which takes two to three times as long as in native code."
                            + " Native code is not available: {}",
                    missing.getMessage());
            return Optional.empty();
        }
        try {
            return Optional.of(new NativeOperations(provider));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The native code lacks Ed25519", e);
        }
    }

    /**
     * Returns whether Java was started with the option to write an archive of its classes. Java 17 crashes when it writes one and the library's
     * classes are loaded: their jar is signed, and they contain lambdas.
     */
    static boolean writesArchive(List<String> options) {
        return options.stream().anyMatch(option -> option.startsWith("-XX:ArchiveClassesAtExit="));
    }

    @Override
    public Signer signer(byte[] seed) {
        PrivateKey key;
        try {
            key = keys.generatePrivate(new PKCS8EncodedKeySpec(concatenated(PRIVATE_KEY_INFO, seed)));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("it is not an Ed25519 key", e);
        }
        return input -> {
            try {
                Signature signature = Signature.getInstance(ALGORITHM, provider);
                signature.initSign(key);
                signature.update(input);
                return signature.sign();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("The native code cannot sign", e);
            }
        };
    }

    @Override
    public Verifier verifier(byte[] publicKey) {
        java.security.PublicKey key;
        try {
            key = keys.generatePublic(new X509EncodedKeySpec(concatenated(PUBLIC_KEY_INFO, publicKey)));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("it is not an Ed25519 key", e);
        }
        return (input, value) -> {
            try {
                Signature signature = Signature.getInstance(ALGORITHM, provider);
                signature.initVerify(key);
                signature.update(input);
                return signature.verify(value);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("The native code cannot verify", e);
            }
        };
    }

    private static byte[] concatenated(byte[] first, byte[] second) {
        return ByteBuffer.allocate(first.length + second.length)
                .put(first)
                .put(second)
                .array();
    }
}
