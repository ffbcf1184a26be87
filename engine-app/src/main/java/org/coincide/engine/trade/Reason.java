package org.coincide.engine.trade;

import org.coincide.engine.json.StorableText;

/**
 * The reason of a status.
 *
 * @param code reason code of the contract, such as {@code OUT_OF_STOCK}
 * @param text explanation for a person; may be null
 */
public record Reason(String code, String text) {

    /** Maximum length of a text in the contract, in code points. */
    private static final int MAX_TEXT = 1000;

    /** Adapts a text, which a person or a model can have written, to the contract: not blank, and not too long. */
    public Reason {
        text = text == null || text.isBlank() ? null : StorableText.shortened(text, MAX_TEXT);
    }
}
