package org.coincide.client.signatures;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Trust in keys that are announced and revoked. */
class TrustedKeysTest {

    private final SigningKey pinned = SigningKey.generate();
    private final SigningKey next = SigningKey.generate();
    private final SigningKey afterNext = SigningKey.generate();
    private final TrustedKeys keys = new TrustedKeys(List.of(pinned.publicKey()), List.of(), List.of());

    @Test
    void anAnnouncedKeyIsTrustedThroughTheChain() {
        assertThat(trusts(next)).isFalse();

        keys.trust(next.publicKey(), id(pinned));
        keys.trust(afterNext.publicKey(), id(next));

        assertThat(trusts(next)).isTrue();
        assertThat(trusts(afterNext)).isTrue();
    }

    @Test
    void aSuccessorStaysTrustedWhenItRevokesItsPredecessor() {
        keys.trust(next.publicKey(), id(pinned));
        keys.trust(afterNext.publicKey(), id(next));

        keys.revoke(id(next), id(afterNext));

        assertThat(trusts(next)).isFalse();
        assertThat(trusts(afterNext)).isTrue();
        assertThat(trusts(pinned)).isTrue();
    }

    @Test
    void aKeyThatARevokedKeyAnnouncedIsNotTrusted() {
        keys.trust(next.publicKey(), id(pinned));
        keys.trust(afterNext.publicKey(), id(next));

        keys.revoke(id(next), id(pinned));

        assertThat(trusts(afterNext)).isFalse();
    }

    @Test
    void aRevokedKeyStaysRevokedWhenItIsAnnouncedAgain() {
        keys.revoke(id(next), id(pinned));
        keys.trust(next.publicKey(), id(pinned));

        assertThat(trusts(next)).isFalse();
    }

    private boolean trusts(SigningKey key) {
        return keys.keyOf(DetachedSignature.parse(key.sign("text"))).isPresent();
    }

    private static String id(SigningKey key) {
        return key.publicKey().id();
    }
}
