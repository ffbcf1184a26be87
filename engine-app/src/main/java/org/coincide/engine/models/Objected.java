package org.coincide.engine.models;

import org.coincide.processes.checks.Finding;

/**
 * One reason why models were refused.
 *
 * @param element the element's identifier; empty where the whole file is meant
 */
record Objected(String file, String element, String reason) {

    static Objected by(Finding finding) {
        return new Objected(finding.file(), finding.element(), finding.advice());
    }
}
