package io.parley.sip;

/** A request of the far end that waits for our answer. Opaque to the dialog's table; the shell knows what is inside. */
interface Exchange {}
