/** Outside the order's journey: failures that pass by themselves, such as a database that does not answer, and their lines in the log. */
package org.coincide.client.outages;
