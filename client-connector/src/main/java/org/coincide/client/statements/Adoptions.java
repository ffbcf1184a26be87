package org.coincide.client.statements;

import java.util.Optional;
import org.coincide.client.contract.TradingMessage;
import org.coincide.client.ordering.Adoption.Proof;
import org.coincide.client.signatures.SigningKey;
import org.springframework.stereotype.Component;

/**
 * Decides whether this client takes the contents of trading information as its own order or amendment, although it has stored none: at
 * any time if it has signed them itself, and during a rebuild on the server's word.
 */
@Component
public class Adoptions {

    private final SigningKey key;
    private final Rebuild rebuild;

    Adoptions(SigningKey key, Rebuild rebuild) {
        this.key = key;
        this.rebuild = rebuild;
    }

    /** Returns whether this client rebuilds its ledger, and may have lost what it has sent. */
    public boolean isRebuilding() {
        return rebuild.isActive();
    }

    /** Returns the proof of an adoption; empty if the contents are not adopted. */
    public Optional<Proof> of(TradingMessage.OfInformation information) {
        if (key.hasSignedCanonical(information.contents(), information.data().orderSignature())) {
            return Optional.of(Proof.SIGNATURE);
        }
        return rebuild.isActive() ? Optional.of(Proof.SERVER) : Optional.empty();
    }
}
