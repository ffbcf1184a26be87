package org.coincide.engine.signatures;

import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.bouncycastle.math.ec.rfc8032.Ed25519.PublicPoint;

/** Ed25519 in Java, on every system. */
final class JavaOperations implements Ed25519Operations {

    @Override
    public Signer signer(byte[] seed) {
        byte[] publicKey = new byte[Ed25519.PUBLIC_KEY_SIZE];
        Ed25519.generatePublicKey(seed, 0, publicKey, 0);
        return input -> {
            byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
            Ed25519.sign(seed, 0, publicKey, 0, input, 0, input.length, signature, 0);
            return signature;
        };
    }

    /** Decodes the key once, which takes a tenth of the time of a verification. */
    @Override
    public Verifier verifier(byte[] publicKey) {
        PublicPoint point = Ed25519.validatePublicKeyFullExport(publicKey, 0);
        if (point == null) {
            throw new IllegalArgumentException("it is not an Ed25519 key");
        }
        return (input, signature) -> Ed25519.verify(signature, 0, point, input, 0, input.length);
    }
}
