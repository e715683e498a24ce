/**
 * The only public door. People sign in with their key and get a session token; with it, their
 * requests are limited, given a token for the one service behind the route, and streamed through.
 * Nothing that is not on the table of routes is reachable from outside.
 */
@NullMarked
package org.anamnesis.gateway;

import org.jspecify.annotations.NullMarked;
