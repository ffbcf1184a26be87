package org.coincide.engine.signatures;

import java.util.stream.IntStream;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/**
 * Makes signatures at the start, before the server is ready. Interpreted, a signature takes five times as long, and under load its code waits
 * for the compiler behind much other code: without this, signatures took a tenth of the time of the first thousand orders.
 */
@Component
class SignatureWarmUp implements ApplicationRunner {

    private final MessageSigner signer;
    private final SignatureProperties properties;

    SignatureWarmUp(MessageSigner signer, SignatureProperties properties) {
        this.signer = signer;
        this.properties = properties;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        IntStream.range(0, properties.warmUp()).forEach(number -> signer.sign("warm-up " + number));
    }
}
