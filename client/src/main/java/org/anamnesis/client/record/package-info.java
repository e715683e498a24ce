/**
 * Records, from the author's file to the reader's. Authors seal here before anything leaves the
 * machine, and readers check here before anything is shown: the chain's hashes, the wrapper's and
 * the author's signatures, every segment. The services between see sealed octets only.
 */
@NullMarked
package org.anamnesis.client.record;

import org.jspecify.annotations.NullMarked;
