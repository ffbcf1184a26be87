package org.coincide.client.signatures;

/** Computes Ed25519 signatures (RFC 8032). All implementations return the same signatures. */
interface Ed25519Operations {

    /** The fastest implementation on this system. */
    Ed25519Operations FASTEST = NativeOperations.find().orElseGet(JavaOperations::new);

    /** A private key. */
    interface Signer {

        byte[] sign(byte[] input);
    }

    /** A public key. */
    interface Verifier {

        /** Returns whether a signature of 64 bytes is the key's signature of the input. */
        boolean verify(byte[] input, byte[] signature);
    }

    /** Returns the private key of 32 bytes. */
    Signer signer(byte[] seed);

    /**
     * Returns the public key of 32 bytes.
     *
     * @throws IllegalArgumentException if it is not an Ed25519 key
     */
    Verifier verifier(byte[] publicKey);
}
