/** The names in the models: variables, beans and expressions, and suggestions for misspelt ones. */
package org.coincide.processes.references;
