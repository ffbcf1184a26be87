package org.coincide.client.ledger;

import java.util.List;

/** The configured database may lose what it has acknowledged. */
class NonDurableLedgerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NonDurableLedgerException(List<String> missing) {
        super("Add to spring.datasource.url: ;" + String.join(";", missing));
    }
}
