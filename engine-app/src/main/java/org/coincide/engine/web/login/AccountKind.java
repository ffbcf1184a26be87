package org.coincide.engine.web.login;

/** The kinds of accounts. A wrong password for one kind delays no login of another kind. */
public enum AccountKind {
    /** Operators and persons, the users of Camunda. */
    USER,
    /** Clients, carrier, bank and payment provider, which have generated secrets. */
    SYSTEM
}
