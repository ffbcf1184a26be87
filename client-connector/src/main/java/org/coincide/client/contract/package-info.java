/**
 * The contract's messages as the client's own records, with the code that reads and creates them.
 *
 * <p>A message that {@link org.coincide.client.contract.MessageReader} returns as valid is strict JSON, conforms to the
 * contract's schemas, and has the same trading identifier in all its parts. Everything else is a {@link
 * org.coincide.client.contract.ReadResult.Invalid} with a reason. The schemas are files on the class path; none is fetched.
 * This package depends on neither Spring nor JMS nor a database.
 */
package org.coincide.client.contract;
