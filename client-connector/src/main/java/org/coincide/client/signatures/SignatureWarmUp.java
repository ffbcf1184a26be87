package org.coincide.client.signatures;

import java.util.stream.IntStream;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;

/**
 * Makes and verifies signatures at the start, before the connector is ready. Interpreted, a verification takes many times as long, and the
 * first messages would wait for it.
 */
@Component
@ConditionalOnWebApplication
class SignatureWarmUp implements ApplicationRunner {

    private final SignatureProperties properties;

    SignatureWarmUp(SignatureProperties properties) {
        this.properties = properties;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        SigningKey key = SigningKey.generate();
        boolean verified = IntStream.range(0, properties.warmUp())
                .mapToObj(number -> "warm-up " + number)
                .allMatch(text -> DetachedSignature.parse(key.sign(text)).isBy(key.publicKey(), text));
        if (!verified) {
            throw new IllegalStateException("A signature made by this connector cannot be verified by it");
        }
    }
}
