package org.coincide.client.storage;

/** Start-up failure: the folder of the ledger cannot be used. */
class DataDirectoryException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String action;

    DataDirectoryException(String description, String action) {
        super(description);
        this.action = action;
    }

    String action() {
        return action;
    }
}
