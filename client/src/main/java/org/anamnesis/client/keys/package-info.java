/**
 * A participant's two key pairs and the file they rest in. Everything that the client signs or
 * opens starts here. The file is a standard PKCS#12, so that other tools can read it with its
 * passphrase.
 */
@NullMarked
package org.anamnesis.client.keys;

import org.jspecify.annotations.NullMarked;
