/**
 * The command line. Each command is a class that reads its options, calls the client and shows what
 * came of it, for people or, with {@code --json}, for programs. No command decides anything that
 * the client does not.
 */
@NullMarked
package org.anamnesis.client.cli;

import org.jspecify.annotations.NullMarked;
