/** The element templates for Camunda Modeler: valid, and in step with the models and the contract. */
package org.coincide.processes.templates;
