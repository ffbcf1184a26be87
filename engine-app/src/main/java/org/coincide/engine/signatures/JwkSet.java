package org.coincide.engine.signatures;

import java.util.List;

/** A set of public keys (RFC 7517). */
record JwkSet(List<PublicKey> keys) {}
