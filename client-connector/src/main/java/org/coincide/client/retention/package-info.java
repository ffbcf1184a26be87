/** The contract between the retention and the packages with rows of trades: each names its own tables, and its reasons to keep a trade. */
package org.coincide.client.retention;
