/** Calls from a browser: WHIP-like signalling (RFC 9725) and the page that uses it. */
@NullMarked
package io.parley.server.web;

import org.jspecify.annotations.NullMarked;
