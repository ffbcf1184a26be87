/** Addresses of other programs, and exchanges with them by HTTP whose whole time is limited. */
package org.coincide.client.exchange;
