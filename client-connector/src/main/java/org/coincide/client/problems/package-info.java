/** Answers of the HTTP interface that refuse a request: problems by RFC 9457, with their own media type. */
package org.coincide.client.problems;
