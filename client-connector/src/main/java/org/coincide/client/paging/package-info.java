/** Pages of the lists of the HTTP API: their totals, and the addresses of the next pages. */
package org.coincide.client.paging;
