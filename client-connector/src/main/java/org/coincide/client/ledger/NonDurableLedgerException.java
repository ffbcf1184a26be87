package org.coincide.client.ledger;

import java.util.List;

/** Start-up failure: the configured HSQLDB file would lose acknowledged entries in a crash. */
class NonDurableLedgerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> missingOptions;

    NonDurableLedgerException(String url, List<String> missingOptions) {
        super("The HSQLDB file of spring.datasource.url, " + url.split(";")[0]
                + ", is not durable: a crash of this client would lose acknowledged entries of the ledger.");
        this.missingOptions = missingOptions;
    }

    String action() {
        return "Add to spring.datasource.url: ;" + String.join(";", missingOptions);
    }
}
