package org.coincide.engine.models;

import org.coincide.processes.model.Finding;

/**
 * One reason why models were refused.
 *
 * @param element the element's identifier; empty where the whole file is meant
 */
public record ModelObjection(String file, String element, String reason) {

    static ModelObjection by(Finding finding) {
        return new ModelObjection(finding.file(), finding.element(), finding.advice());
    }
}
