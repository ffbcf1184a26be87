package org.coincide.engine.models;

import org.coincide.processes.model.Finding;

/**
 * A reason for which models were refused.
 *
 * @param element id of the element; empty if the reason concerns the whole file
 */
public record ModelObjection(String file, String element, String reason) {

    static ModelObjection by(Finding finding) {
        return new ModelObjection(finding.file(), finding.element(), finding.advice());
    }
}
